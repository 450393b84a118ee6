import { documentsError } from "../client/documented-errors.ts";
import { flatRequestSchema, typesOf, flatSchema } from "../data/flat-schema.ts";
import type { Link } from "@rolewright/openapi";
import type { Operation } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";
import { connectParents, type Resource, type Reference, toParentPath } from "./resource.ts";
import type { Rules } from "./rules.ts";

/** Derives the rules that a description states by its links and by the names of its error examples. */
export function deriveRules(description: Description): Rules {
  const resources = description.operations.flatMap((create) => deriveResource(description, create) ?? []);
  connectParents(resources);
  for (const resource of resources) {
    resource.references = deriveReferences(description, resources, resource.create);
    const { create, update, remove } = resource;
    if (documentsError(create, "nameConflict"))
      resource.unique = {
        property: "name",
        ignores: ["case", "whitespace", "unicodeForm"],
        isReserved: documentsError(create, "builtInRoleName"),
        isExact: false,
      };
    if (documentsError(remove, "policyInUse")) resource.whenUsed = "rejected";
    if (documentsError(update ?? remove, "builtInRole")) resource.readOnlyItems = ownerIsNull(resource);
    if (documentsError(create, "unknownMember")) resource.memberProperty = "email";
  }
  return {
    resources,
    memberships: [],
    jobs: [],
    tenant: "tenant",
    hasOpenResponses: false,
    hasUniformUnauthorized: false,
    hasUniformErrors: false,
    hasUniqueIdsPerKind: false,
    errors: {},
    source: { isConfirmed: () => true, lineOf: () => undefined },
  };
}

function deriveResource(description: Description, create: Operation): Resource | undefined {
  if (create.method !== "POST") return undefined;
  const links = create.responses.filter(({ status }) => status.startsWith("2")).flatMap((each) => each.links);
  const naming = links.map(findIdParameter).find((named) => named !== undefined);
  if (naming === undefined) return undefined;
  const targets = links.flatMap((link) => {
    const operation = description.findOperation(link.operationId);
    return operation ? [{ operation, named: findIdParameter(link) !== undefined }] : [];
  });
  const pick = (methods: string[], named: boolean) =>
    targets.find((each) => methods.includes(each.operation.method) && each.named === named)?.operation;
  const list = findUnpaginated(pick(["GET"], false));
  const read = pick(["GET"], true);
  const update = pick(["PUT", "PATCH"], true);
  const remove = pick(["DELETE"], true);
  const name = create.operationId.replace(/^create/, "");
  return {
    name: name.charAt(0).toLowerCase() + name.slice(1),
    create,
    ...(list && { list }),
    ...(read && { read }),
    ...(update && { update }),
    ...(remove && { remove }),
    ...naming,
    references: {},
    acceptsOtherScopes: [],
    secrets: {},
    isAssignable: documentsError(remove, "roleAssigned"),
    hasLimit: documentsError(create, "limitExceeded"),
  };
}

/** Without a contract file, nobody knows how to read the other pages, so that missing items mean nothing. */
const findUnpaginated = (list: Operation | undefined): Operation | undefined =>
  list?.parameters.some((each) => each.in === "query" && paginationParameter.test(each.name))
    ? undefined
    : list;

const paginationParameter = /limit|page|size|cursor|offset|after|before|top|skip|first|last|count/i;

/** Finds the link parameter that comes from the response body. */
export function findIdParameter({
  parameters,
}: Link): Pick<Resource, "itemPointer" | "idParameter" | "idProperty"> | undefined {
  for (const [idParameter, expression] of Object.entries(parameters)) {
    const pointer = /^\$response\.body#(\/.+)$/.exec(expression)?.[1];
    if (pointer === undefined) continue;
    const cut = pointer.lastIndexOf("/");
    return {
      itemPointer: pointer.slice(0, cut),
      idParameter: idParameter.replace(/^path\./, ""),
      idProperty: pointer.slice(cut + 1),
    };
  }
  return undefined;
}

/** Built-in items have no owner. */
const ownerIsNull = ({ parent }: Resource) => ({
  where: { [parent === undefined ? "organizationId" : parent.idParameter]: null },
});

/** Finds the properties such as `policyIds` that refer to the collection next to the operation's own. */
function deriveReferences(
  description: Description,
  resources: Resource[],
  create: Operation,
): Record<string, Reference> {
  if (!create.requestBody) return {};
  const { properties } = flatRequestSchema(description, create.requestBody.schemaPointer);
  return Object.fromEntries(
    [...properties.keys()].flatMap((property) => {
      const stem = /^(\w+)Ids$/.exec(property)?.[1];
      if (stem === undefined) return [];
      const above = toParentPath(create.path);
      const names = [`${stem}s`, `${stem.replace(/y$/, "ie")}s`];
      const list = description.operations.find(
        ({ method, path }) => method === "GET" && names.some((name) => path === `${above}/${name}`),
      );
      return list ? [[property, toReference(description, resources, create, property, list)]] : [];
    }),
  );
}

/** Describes a property that refers to the items of a list. */
export function toReference(
  description: Description,
  resources: Resource[],
  { requestBody }: Operation,
  property: string,
  list: Operation | undefined,
): Reference {
  const resource = list && resources.find((each) => each.list === list);
  const { properties } = flatSchema(description, requestBody?.schemaPointer ?? "#");
  const { schema } = flatSchema(description, properties.get(property) ?? "#");
  return {
    isList: typesOf(schema).includes("array"),
    ...(list && { list }),
    ...(resource && { resource }),
  };
}
