import type { Operation } from "../description/operation.ts";
import type { Pages, Resource } from "./resource.ts";

/**
 * What connects a person with a scope, and gives them one role there. No operation creates it: the person accepts an invitation
 * outside of the API.
 */
export interface Membership {
  /** The name of one item: `organizationMember`. */
  name: string;
  list: Operation;
  update: Operation;
  remove: Operation;
  /** The path parameter with its ID: `userId`. */
  idParameter: string;
  /** The property of an item with the email address. */
  emailProperty: string;
  /** The property of an item with its role: `{ id, name }`, or `null`. */
  roleProperty: string;
  /** The property of the body of an update with the ID of the role. */
  roleIdProperty: string;
  /** The resource that a role is. */
  role: Resource;
  /** The invitation that a person accepts. */
  invitation: Resource;
  /** The parent, if the path names one. */
  parent?: Resource;
  pages?: Pages;
  /** A role that exactly one item has. */
  exclusiveRole?: ExclusiveRole;
  /** The name of the membership that disappears together with this one. */
  removedWith?: string;
}

/** A role that exactly one item has, such as the owner. Assigning it transfers it. */
export interface ExclusiveRole {
  name: string;
  /** The name of the role that the previous holder gets. */
  formerName: string;
}
