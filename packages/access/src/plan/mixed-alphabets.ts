import { toResourceKind } from "../api/access-api.ts";
import { describeScope } from "../state/access-state.ts";
import type { PlannedRequest } from "./plan.ts";

/** Alphabets with letters that look like Latin ones. */
const alphabets = {
  Armenian: /\p{Script=Armenian}/u,
  Cherokee: /\p{Script=Cherokee}/u,
  Cyrillic: /\p{Script=Cyrillic}/u,
  Greek: /\p{Script=Greek}/u,
};

/** Warns of new names with a word in two alphabets, such as `Admin` with a Cyrillic `А`. A reviewer cannot see the difference. */
export function findMixedAlphabets(requests: PlannedRequest[]): string[] {
  return requests.flatMap(({ action, scope, name, changes }) => {
    const newName = action.startsWith("create") ? name : changes.newName;
    const letter = newName === undefined ? undefined : findForeignLetter(newName);
    return letter === undefined
      ? []
      : [
          `The new name of ${toResourceKind(action)} "${newName}" of ${describeScope(scope)} has ${letter} among Latin letters. Make sure that it is not mistaken for another name.`,
        ];
  });
}

function findForeignLetter(name: string): string | undefined {
  for (const [word] of name.matchAll(/[\p{L}\p{M}]+/gu)) {
    if (!/\p{Script=Latin}/u.test(word)) continue;
    for (const [alphabet, pattern] of Object.entries(alphabets)) {
      const code = pattern.exec(word)?.[0].codePointAt(0);
      if (code !== undefined)
        return `the ${alphabet} letter U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    }
  }
  return undefined;
}
