import type { Key } from "./keys.ts";
import type { Memory } from "./store.ts";

/** How many bytes of answers are remembered before all of them are forgotten. */
const answerLimit = 16 * 1024 * 1024;
const keyLimit = 10_000;

/** What one process remembers, with the two ways to forget. */
export interface ForgetfulMemory extends Memory {
  /** Forgets the answers of an organization that is being changed. */
  forget(organizationId: string): void;
  /** Forgets everything: another process has changed something. */
  forgetAll(): void;
}

/** A memory. `refresh` is called before anything is recalled, so that it can forget what others have changed. */
export function createMemory(refresh: () => void): ForgetfulMemory {
  const answers = new Map<string, Map<string, Buffer>>();
  const keys = new Map<string, Key>();
  let bytes = 0;

  const forgetAnswers = () => {
    answers.clear();
    bytes = 0;
  };

  return {
    answer(organizationId, name) {
      refresh();
      return answers.get(organizationId)?.get(name);
    },
    rememberAnswer(organizationId, name, answer) {
      if (bytes + answer.length > answerLimit) forgetAnswers();
      const own = answers.get(organizationId) ?? new Map<string, Buffer>();
      bytes += answer.length - (own.get(name)?.length ?? 0);
      answers.set(organizationId, own.set(name, answer));
    },
    key(hash) {
      refresh();
      return keys.get(hash);
    },
    rememberKey(hash, key) {
      if (keys.size >= keyLimit) keys.clear();
      keys.set(hash, key);
    },
    forget(organizationId) {
      for (const answer of answers.get(organizationId)?.values() ?? []) bytes -= answer.length;
      answers.delete(organizationId);
    },
    forgetAll() {
      forgetAnswers();
      keys.clear();
    },
  };
}
