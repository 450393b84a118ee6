import type { OperationId } from "@rolewright/types";
import { transformJson, parseRequestBody, parseResources, type Resource, withBody } from "../transforms.ts";
import type { ProxyRequest, FaultInjector } from "../fault.ts";
import { createPathRecorder } from "./path-recorder.ts";

/** Accepts policies of another scope: the reference server does not store them, but the response shows them. */
export const acceptPolicies =
  (operation: OperationId, isAccepted: (path: string, request: ProxyRequest) => boolean): FaultInjector =>
  () => {
    const { pathsById, record } = createPathRecorder();
    const namesById = new Map<string, string>();
    return async (request, next) => {
      const response = await next(request);
      record(request, response);
      if (request.method === "POST" && response.status === 200) {
        for (const { id, name } of parseResources(response)) namesById.set(id, name);
      }
      const body = parseRequestBody(request);
      const policyIds = body?.policyIds;
      const isAffected = request.operationId === operation && response.status === 422;
      if (!isAffected || !Array.isArray(policyIds)) return response;
      const isForeign = (id: unknown) => {
        const path = pathsById.get(String(id));
        return path?.endsWith("/policies") === true && isAccepted(path, request);
      };
      const ownIds = policyIds.filter((id) => !isForeign(id));
      const accepted = await next(withBody(request, { ...body, policyIds: ownIds }));
      if (accepted.status !== 200) return response;
      return transformJson((envelope) => {
        const role = (envelope.data?.["role"] ?? {}) as Resource;
        role.policies = policyIds.map((id: string) => ({ id, name: namesById.get(id) ?? id }));
      })(accepted, request);
    };
  };
