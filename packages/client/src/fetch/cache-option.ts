let isAccepted: boolean | undefined;

/** Cloudflare Workers reject the `cache` option. Elsewhere it keeps browsers from returning stale lists. */
export function acceptsCacheOption(): boolean {
  isAccepted ??= testCacheOption();
  return isAccepted;
}

function testCacheOption(): boolean {
  try {
    return new Request("http://localhost", { cache: "no-store" }).cache === "no-store";
  } catch {
    return false;
  }
}
