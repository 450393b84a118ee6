/** Where the calls go. orval's functions take neither server nor key; this is where its users put them. */
export const server = { url: "", key: "" };

/** Sends a request as the generated functions ask for it, and answers as their types promise. */
export async function send<Answer>(path: string, options: RequestInit): Promise<Answer> {
  const { pathname, search } = new URL(path, server.url);
  const headers = { ...(options.headers as Record<string, string>), CONFIDENT_API_KEY: server.key };
  const response = await fetch(`${server.url}${pathname}${search}`, { ...options, headers });
  return { status: response.status, data: await response.json(), headers: response.headers } as Answer;
}
