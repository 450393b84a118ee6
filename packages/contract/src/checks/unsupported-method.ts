import { unknownId } from "../data/unknown-ids.ts";
import type { Operation } from "../description/operation.ts";
import type { TestContext } from "../client/test-context.ts";
import type { Request } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";

/** Sends undocumented methods. Those that may have side effects are sent only to this machine. */
export async function sendOtherMethods(fixtures: Fixtures, path: string, ctx: TestContext): Promise<void> {
  const here = fixtures.description.operations.filter((operation) => operation.path === path);
  const [operation] = here;
  if (!operation) return;
  const known = here.map(({ method }) => method);
  const harmful = fixtures.options.canModifyExisting ? ["POST", "PUT", "DELETE", "PATCH"] : [];
  const values = { ...fixtures.pathParams(operation) };
  for (const name of Object.keys(values))
    values[name] = fixtures.shared[name] ?? unknownId(fixtures.description, operation, name);
  for (const method of ["GET", "HEAD", "OPTIONS", "TRACE", ...harmful]) {
    if (known.includes(method)) continue;
    const sends = ["POST", "PUT", "PATCH"].includes(method);
    const request = {
      operation,
      method,
      path: values,
      summary: `${method} on a path that has ${known.join(", ")}`,
      ...(sends && { body: {} }),
    };
    await sendMethod(ctx, { ...request, isUndocumented: !documents405(operation) }, known);
    for (const each of here) fixtures.session.settings.coverage.recordResponse(each, findDefaultStatus(each));
  }
}

/** Whether the description documents 405. */
const documents405 = ({ responses }: Operation) =>
  responses.some(({ status }) => ["405", "4XX", "default"].includes(status));

const findDefaultStatus = ({ responses }: Operation) =>
  responses.find(({ status }) => status === "default")?.status;

async function sendMethod(
  ctx: TestContext,
  request: Request & { method: string },
  known: string[],
): Promise<void> {
  const { operation, method } = request;
  const fallback = operation.responses.find(({ status }) => status === "405" || status === "default");
  const pointer = fallback?.pointer ?? operation.pointer;
  // HTTP allows HEAD where GET exists, and OPTIONS everywhere (RFC 9110, 9.3). Proxies handle TRACE in their own way.
  const free =
    {
      HEAD: known.includes("GET") ? [200, 204, 400, 401, 404] : [],
      OPTIONS: [200, 204],
      TRACE: [400, 403, 404, 501],
    }[method] ?? [];
  const missing = operation.path.includes("{") ? [404] : [];
  const exchange = await ctx.expectStatus(request, {
    check: "unsupported_method",
    statuses: [405, ...free, ...(method === "HEAD" ? missing : [])],
    because: `the path has no ${method}`,
    pointer,
  });
  const { status, headers, failure } = exchange.response;
  if (failure || status !== 405) return;
  const allow = headers.get("allow");
  const allowed = (allow ?? "").split(",").map((each) => each.trim().toUpperCase());
  const isRight = known.every((each) => allowed.includes(each)) && !allowed.includes(method);
  ctx.assert(isRight, exchange, {
    check: "unsupported_method",
    message: allow === null ? "returns 405 without Allow" : "returns 405 with an incorrect Allow",
    expected: `Allow: ${known.join(", ")} (RFC 9110, 15.5.6)`,
    actual: allow === null ? "no Allow" : `Allow: ${allow}`,
    pointer: fallback?.headers.find(({ name }) => name.toLowerCase() === "allow")?.pointer ?? pointer,
  });
}
