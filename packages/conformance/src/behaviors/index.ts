import type { Behavior } from "./behavior.ts";
import { preferHeader } from "./prefer-header.ts";
import { rejectedRequests } from "./rejected-requests.ts";
import { errorTexts } from "./error-texts.ts";

/** The behaviors of our own mock and server that the description leaves open. The kit's checks test the rest. */
export const behaviors: Behavior[] = [...rejectedRequests, ...errorTexts, ...preferHeader];
