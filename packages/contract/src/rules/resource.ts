import type { Operation } from "../description/operation.ts";

/** A kind of resource: its operations, and the rules that a schema cannot express. */
export interface Resource {
  /** The name of one item: `organizationRole`. */
  name: string;
  create: Operation;
  /** The list, if it shows every item. */
  list?: Operation;
  read?: Operation;
  update?: Operation;
  remove?: Operation;
  /** Where a response has the item: `/data/role`. */
  itemPointer: string;
  /** Where the responses to reads and updates have it, if elsewhere: `/data`. */
  readPointer?: string;
  /** The path parameter with its ID: `roleId`. */
  idParameter: string;
  /** The property with its ID: `id`. */
  idProperty: string;
  /** The parent, if the path names one. */
  parent?: Resource;
  /** The parameters that split the list into pages. */
  pages?: Pages;
  unique?: UniqueRule;
  /** The properties of the body with IDs of other resources. */
  references: Record<string, Reference>;
  /** The properties in `references` that also accept IDs of another scope. */
  acceptsOtherScopes: readonly string[];
  /** Items that are listed, and cannot be changed or deleted. */
  readOnlyItems?: ReadOnlyItems;
  /** What an update does with optional fields that the body omits. */
  omittedFields?: "kept" | "reset";
  /** What happens to a deletion while another resource refers to the item. */
  whenUsed?: "rejected" | "detached";
  /** Members can have an item, and it cannot be deleted then. */
  isAssignable: boolean;
  /** An error means that the collection is full. */
  hasLimit: boolean;
  /** The number of items that a collection can have, without read-only items. */
  limit?: number;
  /** Where the response to a creation has an API key that belongs to the item. */
  issuedKeyPointer?: string;
  /** The property with the email address of a member. */
  memberProperty?: string;
  /** Where the response to a deletion repeats the ID. */
  deletedIdPointer?: string;
  /** The list property of the body with one new value for each created item, such as `emails`. */
  uniqueListProperty?: string;
  /** The secret properties of an item, and whether they are shown in full only once or always. */
  secrets: Readonly<Record<string, "once" | "always">>;
  /** The order of the list, if it has one. */
  order?: ListOrder;
  /** The query parameters of the list that select items by the property of the same name. */
  filters?: readonly string[];
  /** A secret that authenticates requests. */
  credential?: CredentialRule;
  /** Gives an item a new secret. */
  renewal?: RenewalRule;
}

/** The list starts with the newest item, or is sorted by the property of the rule `unique`. */
export type ListOrder = "newestFirst" | "byUnique";

/** A secret property of a resource that authenticates requests. */
export interface CredentialRule {
  property: string;
  /** An operation that shows whether a value is accepted, and its status then. */
  probe: Operation;
  acceptedStatus: number;
  /** The boolean property that switches the credential on and off. */
  switchProperty?: string;
  expiry?: { property: string; daysProperty: string };
  rotate?: Operation;
  grace?: GraceRule;
}

/** The time after a rotation in which both values are accepted. */
export interface GraceRule {
  /** The property of the body with the number of hours. */
  hoursProperty: string;
  /** The property of the item with the end. */
  untilProperty: string;
  /** The property of the item with the next value. */
  nextProperty: string;
}

/** An operation without a body that replaces a secret. */
export interface RenewalRule {
  operation: Operation;
  secretProperty: string;
}

/** A page number, an offset or a cursor, and the size of a page. */
export interface Pages {
  by: "page" | "offset" | "cursor";
  parameter: string;
  size?: string;
  /** The number of items to request. */
  maxSize?: number;
  /** Where a response has the next cursor. */
  next?: string;
  /** Where a response has the number of all items. */
  total?: string;
}

/** A property whose value occurs once in a collection. */
export interface UniqueRule {
  property: string;
  /** The differences that do not make two values different. */
  ignores: readonly ("case" | "whitespace" | "unicodeForm" | "compatibilityForm" | "invisibleCharacters")[];
  /** Values of read-only items are reserved. */
  isReserved: boolean;
  /** Every other difference makes two values different. */
  isExact: boolean;
}

/** A property that refers to other resources. */
export interface Reference {
  /** The list of the items, if there is one that shows all. */
  list?: Operation;
  /** The resource, if an operation creates it. */
  resource?: Resource;
  /** The property has a list of IDs, and not only one. */
  isList: boolean;
}

export interface ReadOnlyItems {
  /** The properties that such an item has: `{ organizationId: null }`. */
  where: Record<string, unknown>;
}

export type ErrorStatuses = Partial<Record<ErrorKind, readonly number[]>>;

/** The errors that rules call for. */
export type ErrorKind =
  | "invalidBody"
  | "duplicateReference"
  | "unknownReference"
  | "malformedJson"
  | "mediaType"
  | "malformedUrl"
  | "malformedId"
  | "invalidParameter"
  | "unauthorized"
  | "issuedKey"
  | "unknownId"
  | "nameConflict"
  | "reservedName"
  | "readOnlyItem"
  | "limitExceeded"
  | "used";

/** The name of a resource's rule in the contract file: `resources.book.unique`. */
export const ruleName = ({ name }: Resource, rule: string): string => `resources.${name}.${rule}`;

/** Returns an ID as it is sent in a path. */
export const toTextId = (id: unknown): unknown => (typeof id === "number" ? String(id) : id);

/** Returns the path of the parent: `/v1/projects/{projectId}` for `/v1/projects/{projectId}/roles`. */
export const toParentPath = (path: string): string => path.replace(/\/[^/{}]+$/, "");

/** Sets the parent of each resource whose path is inside another one. */
export function connectParents(resources: Resource[]): void {
  for (const resource of resources) {
    const parent = resources.find(
      (other) => other !== resource && toItemPath(other) === toParentPath(resource.create.path),
    );
    if (parent) resource.parent = parent;
  }
}

/** Returns the path of one item: `/books/{bookId}`. */
export const toItemPath = ({ remove, read, update, create, idParameter }: Resource) =>
  (remove ?? read ?? update)?.path ?? `${create.path}/{${idParameter}}`;

/** Whether an item is one of those that cannot be changed. */
export const isReadOnlyItem = ({ readOnlyItems }: Resource, item: object): boolean =>
  readOnlyItems !== undefined &&
  Object.entries(readOnlyItems.where).every(
    ([name, value]) => name in item && (item as Record<string, unknown>)[name] === value,
  );

/** Whether callers choose the ID, such as a code, so that it can be used again after a deletion. */
export const hasChosenId = ({ idProperty }: Resource, body: unknown): boolean =>
  typeof body === "object" && body !== null && idProperty in body;

/**
 * Whether a documented conflict may mean that the resource it refers to is in use, as a lent book is. A unique value is a more
 * likely cause.
 */
export const canUseUpReferences = ({ references, unique, uniqueListProperty }: Resource): boolean =>
  !unique && uniqueListProperty === undefined && Object.values(references).some(({ isList }) => !isList);
