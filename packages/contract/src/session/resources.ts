import type { Link, Operation } from "../description/operation.ts";
import { pathNames } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";

/** A kind of thing that can be created, and what its links say can be done with it. */
export interface Resource {
  /** What the creating operation creates: `organizationRole`. */
  name: string;
  create: Operation;
  list?: Operation;
  read?: Operation;
  update?: Operation;
  remove?: Operation;
  /** Where an answer has the thing: `/data/role`. */
  itemPointer: string;
  /** The path parameter that names it: `roleId`. */
  idParameter: string;
  /** The property of the thing that the parameter takes: `id`. */
  idProperty: string;
  /** What it is in, where its path names that. */
  parent?: Resource;
}

/** Every kind of thing that the description's links tell how to create and use. */
export function resourcesOf(description: Description): Resource[] {
  const found = description.operations.flatMap((create) => resourceOf(description, create) ?? []);
  for (const resource of found) {
    const parent = found.find(
      (other) =>
        other !== resource &&
        pathNames(resource.create.path).includes(other.idParameter) &&
        (other.remove ?? other.read ?? other.update)?.path === parentPathOf(resource.create.path),
    );
    if (parent) resource.parent = parent;
  }
  return found;
}

/** `/v1/projects/{projectId}/roles` is in `/v1/projects/{projectId}`. */
export const parentPathOf = (path: string): string => path.replace(/\/[^/{}]+$/, "");

function resourceOf(description: Description, create: Operation): Resource | undefined {
  if (create.method !== "POST") return undefined;
  const links = create.responses.filter(({ status }) => status.startsWith("2")).flatMap((each) => each.links);
  const naming = links.map(namedBy).find((named) => named !== undefined);
  if (naming === undefined) return undefined;
  const targets = links.flatMap((link) => {
    const operation = description.operation(link.operationId);
    return operation ? [{ operation, named: namedBy(link) !== undefined }] : [];
  });
  const pick = (methods: string[], named: boolean) =>
    targets.find((each) => methods.includes(each.operation.method) && each.named === named)?.operation;
  const list = wholeList(pick(["GET"], false));
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
  };
}

/** A list that comes in pages does not show all that there is: what it lacks means nothing. */
const wholeList = (list: Operation | undefined): Operation | undefined =>
  list?.parameters.some((each) => each.in === "query" && pages.test(each.name)) ? undefined : list;

const pages = /limit|page|size|cursor|offset|after|before|top|skip|first|last|count/i;

/** The parameter of a link that comes out of the answer's body. */
function namedBy({
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
