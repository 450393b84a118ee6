/** The secrets of responses, so that errors and events do not show them. */
export interface SecretMemory {
  add(secret: string): void;
  listSecrets(): Iterable<string>;
}

/** Redaction looks for each of them. A long list of invitations must not make every call slow. */
const maxSecrets = 100;

export function createSecretMemory(): SecretMemory {
  const secrets = new Set<string>();
  return {
    add(secret) {
      secrets.delete(secret);
      secrets.add(secret);
      const [oldest] = secrets;
      if (secrets.size > maxSecrets && oldest !== undefined) secrets.delete(oldest);
    },
    listSecrets: () => secrets,
  };
}
