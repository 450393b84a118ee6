/** The server and API key of all requests. The functions that orval generates take neither. */
export const server = { url: "", key: "" };

/** Sends a request as the generated functions ask for it, and returns the response in the shape of their types. */
export async function send<Data>(path: string, options: RequestInit): Promise<Data> {
  const { pathname, search } = new URL(path, server.url);
  const headers = { ...(options.headers as Record<string, string>), CONFIDENT_API_KEY: server.key };
  const response = await fetch(`${server.url}${pathname}${search}`, { ...options, headers });
  return { status: response.status, data: await response.json(), headers: response.headers } as Data;
}
