import type { Behaviour } from "./behaviour.ts";
import { preferences } from "./preferences.ts";
import { refusals } from "./refusals.ts";
import { state } from "./state.ts";
import { success } from "./success.ts";

export const behaviours: Behaviour[] = [...success, ...refusals, ...preferences, ...state];
