/** Returns an environment variable. Browsers have no environment, and Deno may not be permitted to read it. */
export function readEnvironmentVariable(name: string): string | undefined {
  try {
    return globalThis.process.env[name] || undefined;
  } catch {
    return undefined;
  }
}
