import type { Operation } from "../description/operation.ts";
import type { Resource } from "./resource.ts";

/** Work that runs in the background: an operation starts it, another shows its status, and a third redirects to its result. */
export interface Job {
  /** The name of one job: `organizationExport`. */
  name: string;
  create: Operation;
  read: Operation;
  /** Redirects to the result of a completed job. */
  result?: Operation;
  /** The path parameter with its ID: `exportId`. */
  idParameter: string;
  itemPointer: string;
  idProperty: string;
  statusProperty: string;
  /** The status of a job that runs. */
  running: string;
  /** The status of a job that is completed. */
  completed: string;
  /** The property that is `null` until the job is completed. */
  resultProperty?: string;
  /** One job of a parent runs at a time. Another one is rejected with the documented conflict. */
  isExclusive: boolean;
  /** The properties of the body with the two ends of a period, which need each other. */
  period?: readonly [start: string, end: string];
  /** The property of the body with a search term. A term that nothing has is rejected. */
  searchProperty?: string;
  /** The statuses of a request that is valid, but selects nothing. */
  emptyStatuses: readonly number[];
  /** The parent, if the path names one. */
  parent?: Resource;
}
