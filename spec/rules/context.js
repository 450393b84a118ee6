/**
 * What Redocly hands to a rule, as far as ours use it. Its own types are no longer published beside the command.
 * @typedef {{ pointer: string, child(path: string | string[]): Location, key(): Location }} Location
 * @typedef {{ key: string | number, location: Location, report(problem: { message: string, location?: Location }): void }} RuleContext
 */

/**
 * The parts of a schema that our rules look at.
 * @typedef {Record<string, unknown> & {
 *   type?: string | string[],
 *   const?: unknown,
 *   properties?: Record<string, Schema>,
 *   required?: string[],
 *   additionalProperties?: unknown,
 *   unevaluatedProperties?: unknown,
 *   "x-ours"?: string[],
 * }} Schema
 */

/** @param {Schema} schema */
export const isObject = (schema) => schema.type === "object" || schema.properties !== undefined;

/**
 * Requests are the closed objects: `answers-open-requests-closed` holds every schema to one of the two forms.
 * @param {Schema} schema
 */
export const isRequest = (schema) => schema.additionalProperties === false;
