import { toNameKey } from "../state/names.ts";

/** The role that a former Owner gets when the ownership is transferred. */
export const formerOwnerRole = { organization: "Admin", project: "Manager" } as const;

/** Whether a text names the built-in role Owner. */
export const isOwnerName = (name: string): boolean => toNameKey(name) === toNameKey("Owner");
