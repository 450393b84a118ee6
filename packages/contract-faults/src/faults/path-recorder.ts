import { parseResources } from "../transforms.ts";
import type { ProxyResponse, ProxyRequest } from "../fault.ts";

/** Records the collection path of each created resource, by id. */
export const createPathRecorder = () => {
  const pathsById = new Map<string, string>();
  const record = (request: ProxyRequest, response: ProxyResponse) => {
    if (request.method !== "POST" || response.status !== 200) return;
    for (const { id } of parseResources(response).slice(0, 1)) pathsById.set(id, request.url);
  };
  return { pathsById, record };
};
