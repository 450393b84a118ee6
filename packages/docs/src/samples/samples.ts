import type { Operation } from "../model/operations.ts";
import { createClientSample } from "./client-sample.ts";
import { createGoSample, createJavaSample } from "./compiled-samples.ts";
import type { Sample } from "./sample.ts";
import { createFetchSample, createPythonSample } from "./script-samples.ts";
import { createCurlSample, createPowershellSample } from "./shell-samples.ts";

/** Creates a sample in each language for the same request. `body` is the value of an example, if the operation has one. */
export function createSamples(operation: Operation, body?: unknown): Sample[] {
  const client = createClientSample(operation, body);
  return [
    { label: "curl", language: "shell", code: createCurlSample(operation, body) },
    ...(client ? [{ label: "TypeScript", language: "typescript", ...client } as const] : []),
    { label: "fetch", language: "javascript", code: createFetchSample(operation, body) },
    { label: "Python", language: "python", code: createPythonSample(operation, body) },
    { label: "Go", language: "go", code: createGoSample(operation, body) },
    { label: "Java", language: "java", code: createJavaSample(operation, body) },
    { label: "PowerShell", language: "powershell", code: createPowershellSample(operation, body) },
  ];
}
