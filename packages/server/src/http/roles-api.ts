import * as validatorsV1 from "../generated/validators.ts";
import * as validatorsV2 from "../generated/validators-v2.ts";
import { operations as operationsV1, operationsV2 } from "../openapi/description.ts";
import { operationHandlers } from "./operation-handlers.ts";
import { operationHandlersV2 } from "./operation-handlers-v2.ts";
import type { Api } from "./server.ts";

const toApi = (
  operations: Api["operations"],
  handlers: Api["handlers"],
  validators: Api["validators"],
): Api => ({
  operations,
  handlers,
  validators,
});

/** Both versions of the roles API: the operations of each description with their handlers. */
export const rolesApis: Api[] = [
  toApi(operationsV1, operationHandlers, validatorsV1),
  toApi(operationsV2, operationHandlersV2, validatorsV2),
];
