import { readDescription } from "@rolewright/openapi";
import type { OperationId } from "@rolewright/types";
import { toServerOperation } from "./operation.ts";

/** The description of version 1: routes, examples and demo data come from it. It is JSON, since parsing YAML takes 50 ms. */
const description = readDescription(new URL(import.meta.resolve("@rolewright/spec/openapi.json")));

/** All operations of version 1, in the order of the description. */
export const operations = description.operations.map(toServerOperation);

/** All operations of version 2, in the order of the description. */
export const operationsV2 = readDescription(
  new URL(import.meta.resolve("@rolewright/spec/openapi-v2.json")),
).operations.map(toServerOperation);

/** Returns the `data` of the first example of a successful response. */
export function readExampleData<Data>(operationId: OperationId): Data {
  const { responses = [] } = description.findOperation(operationId) ?? {};
  const content = responses.find(({ status }) => status === "200")?.content[0];
  const [first] = Object.values(content?.examples ?? {});
  if (!first) throw new Error(`The description has no example of a successful response of ${operationId}.`);
  return (first.value as { data: Data }).data;
}
