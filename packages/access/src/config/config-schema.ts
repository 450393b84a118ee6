// oxlint-disable unicorn/no-thenable -- `then` is a keyword of JSON Schema
const name = {
  type: "string",
  maxLength: 255,
  pattern: String.raw`^(?=[\s\S]*\S)[^\u0000-\u001f\u007f-\u009f]*$`,
};
const description = { type: ["string", "null"], maxLength: 1000 };
const roleOfMember = { type: "string", description: "The name of the member's role." };
const pattern = { type: "string", minLength: 1 };
const names = { type: "array", items: name, uniqueItems: true };

const policies = {
  description: "Policies by name. A list has the names of the permissions.",
  type: ["object", "null"],
  propertyNames: name,
  additionalProperties: {
    type: ["array", "object"],
    if: { type: "array" },
    then: names,
    else: {
      required: ["permissions"],
      properties: { permissions: names, description },
      additionalProperties: false,
    },
  },
};

const roles = {
  description: "Custom roles by name.",
  type: ["object", "null"],
  propertyNames: name,
  additionalProperties: {
    type: "object",
    required: ["policies"],
    properties: { policies: names, description },
    additionalProperties: false,
  },
};

const members = {
  description: "The role of each member, by email address. Needs manage: { members: listed }.",
  type: ["object", "null"],
  additionalProperties: roleOfMember,
};

const count = { type: "integer", minimum: 0 };
const place = { type: "string", description: "A project name, or organization. Default: every scope." };

/** The JSON Schema of `rolewright.yaml`. It is published as `schema.json`, for completion in editors. */
export const configSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Access as code for Confident AI (unofficial)",
  type: "object",
  required: ["organization"],
  additionalProperties: false,
  properties: {
    organization: { ...name, description: "The name of the organization that the API key belongs to." },
    manage: {
      type: "object",
      additionalProperties: false,
      description: "listed changes listed entries only. all also deletes entries that are not listed.",
      properties: {
        policies: { enum: ["none", "listed", "all"] },
        roles: { enum: ["none", "listed", "all"] },
        members: { enum: ["none", "listed"] },
      },
    },
    policies,
    roles,
    members,
    projects: {
      description: 'Projects by name. "*" applies to every project. With id, the key is any label.',
      type: ["object", "null"],
      additionalProperties: {
        type: ["object", "null"],
        additionalProperties: false,
        properties: { id: { type: "string", minLength: 1 }, policies, roles, members },
      },
    },
    renamed: {
      description: "New names. The resource keeps its ID and its members.",
      type: ["array", "null"],
      items: {
        type: "object",
        required: ["from"],
        additionalProperties: false,
        properties: { role: name, policy: name, from: name, project: name },
        if: { required: ["policy"] },
        then: { not: { required: ["role"] } },
        else: { required: ["role"] },
      },
    },
    rules: {
      description: "Assertions about effective access. check and plan report violations.",
      type: ["array", "null"],
      items: {
        type: "object",
        if: { required: ["who"] },
        then: {
          required: ["never"],
          additionalProperties: false,
          properties: { who: pattern, never: { type: "array", items: pattern, minItems: 1 }, in: place },
        },
        else: {
          required: ["permission"],
          additionalProperties: false,
          properties: { permission: pattern, atLeast: count, atMost: count, in: place },
          if: { not: { required: ["atMost"] } },
          then: { required: ["atLeast"] },
        },
      },
    },
    builtInRoles: {
      description: "The permissions of built-in roles, as patterns. The API does not return them.",
      type: "object",
      additionalProperties: { type: "array", items: pattern },
    },
  },
};
