import type { Behaviour } from "./behaviour.ts";
import { preferences } from "./preferences.ts";
import { refusals } from "./refusals.ts";
import { words } from "./words.ts";

/** What our mock and our server promise beside the description; what the description promises, the checks hold. */
export const behaviours: Behaviour[] = [...refusals, ...words, ...preferences];
