import { describe, expect, it } from "vitest";
import { domainErrors } from "../domain/domain-error.ts";
import { apiErrors, toApiError } from "./api-errors.ts";

describe("a domain error", () => {
  it.each([
    [domainErrors.builtInRoleImmutable(), 404],
    [domainErrors.policyNotFound(), 404],
    [domainErrors.projectNotFound(), 404],
    [domainErrors.roleNotFound(), 404],
    [domainErrors.builtInRoleName("Admin"), 409],
    [domainErrors.limitExceeded("role", "project"), 409],
    [domainErrors.nameConflict("role", "Auditor", "project"), 409],
    [domainErrors.roleAssigned(1), 409],
    [domainErrors.unknownMember("ada@fernhill.example"), 422],
    [domainErrors.unknownPermission(["x"]), 422],
    [domainErrors.unknownPolicy(["x"]), 422],
  ])("becomes a response with its message: %o is %i", (error, status) => {
    expect(toApiError(error)).toEqual({ status, message: error.message, headers: {} });
  });
});

describe("an error", () => {
  it("says when to retry", () => {
    expect(apiErrors.tooManyRequests(1)).toEqual({
      status: 429,
      message: "Too many requests. Retry after 1 second.",
      headers: { "retry-after": "1" },
    });
    expect(apiErrors.unavailable(5)).toEqual({
      status: 503,
      message: "The service is temporarily unavailable. Retry after 5 seconds.",
      headers: { "retry-after": "5" },
    });
    expect(apiErrors.unavailable(5).withConnectionClose().headers).toEqual({
      "retry-after": "5",
      connection: "close",
    });
  });

  it("quotes the request without control characters", () => {
    expect(apiErrors.pathNotFound("/v1/\u001b[31m?x=1").message).toBe(
      "Path not found: /v1/?[31m. Check the spelling, and remove any trailing slash.",
    );
    expect(apiErrors.malformedUrl("/v1/%zz").message).toBe(
      'The path contains invalid percent-encoding: "%zz". Encode a literal percent sign as %25.',
    );
  });
});
