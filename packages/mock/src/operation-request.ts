import type { IncomingHttpHeaders } from "node:http";
import type { Operation, RequestBody } from "@rolewright/openapi";

/** Whether the media type of a body is documented. A documented range such as `text/*` covers its types. */
export function acceptsMediaType({ content }: RequestBody, contentType = ""): boolean {
  const type = (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();
  if (type === "") return false;
  return content.some(({ name }) => {
    const documented = (name.split(";", 1)[0] ?? "").toLowerCase();
    if (documented === "*/*" || documented === type) return true;
    return documented.endsWith("/*") ? type.startsWith(documented.slice(0, -1)) : false;
  });
}

/**
 * Whether a request carries what one of the operation's security requirements needs in a header. Credentials in a query or
 * a cookie are left to Prism. Operations without requirements are public.
 */
export const hasCredentials = (headers: IncomingHttpHeaders, { security }: Operation): boolean =>
  security.length === 0 ||
  security.some((requirement) =>
    requirement.every(({ type, in: location, name = "" }) => {
      if (type === "apiKey" && location !== "header") return true;
      const header = headers[(type === "apiKey" ? name : "Authorization").toLowerCase()];
      return Boolean(header?.toString().trim());
    }),
  );
