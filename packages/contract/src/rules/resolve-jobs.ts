import { listPathParameterNames } from "@rolewright/openapi";
import type { Description } from "../description/read-description.ts";
import type { ContractJob } from "./contract-file.ts";
import type { Job } from "./job.ts";
import { findNamedOperation, type ReportError } from "./named-operation.ts";
import type { Resource } from "./resource.ts";

/** Finds the operations of a job. */
export function resolveJob(
  description: Description,
  resources: Resource[],
  name: string,
  entry: ContractJob,
  report: ReportError,
): Job | undefined {
  const find = (key: "create" | "get" | "result") =>
    findNamedOperation(description, ["jobs", name, key], entry[key], report);
  const [create, read, result] = [find("create"), find("get"), find("result")];
  if (!create || !read) return undefined;
  const names = listPathParameterNames(create.path);
  const parent = resources.find(({ idParameter }) => names.at(-1) === idParameter);
  return {
    name,
    create,
    read,
    ...(result && { result }),
    idParameter: listPathParameterNames(read.path).at(-1) ?? "",
    itemPointer: entry.item,
    idProperty: "id",
    statusProperty: entry.status.property,
    running: entry.status.running,
    completed: entry.status.completed,
    ...(entry.resultProperty !== undefined && { resultProperty: entry.resultProperty }),
    isExclusive: entry.exclusive ?? false,
    ...(entry.period && { period: entry.period }),
    ...(entry.search !== undefined && { searchProperty: entry.search }),
    emptyStatuses: entry.empty ?? [],
    ...(parent && { parent }),
  };
}
