import { describe, expect, it } from "vitest";
import {
  type ApiKeyRecord,
  authenticateValue,
  completeRotation,
  maskValue,
  planRotation,
  toExpiry,
} from "./api-key.ts";
import {
  type AuditEntry,
  checkRowCount,
  filterEntries,
  formatCsv,
  getCoveredPeriod,
  resolvePeriod,
  toDownloadExpiry,
  toExportTimes,
} from "./audit-log.ts";
import { domainErrors } from "./domain-error.ts";
import { checkCompanyAddresses, normalizeEmails } from "./invitations.ts";
import { checkRemoval, getBuiltInRoleId, planRoleChange } from "./members.ts";
import { checkPeopleLimit, checkProjectLimit } from "./plans.ts";

const now = "2026-11-28T12:00:00.000Z";
const msBefore = "2026-11-28T11:59:59.999Z";
const msAfter = "2026-11-28T12:00:00.001Z";

const key = (fields: Partial<ApiKeyRecord> = {}): ApiKeyRecord => ({
  id: "7",
  name: "CI",
  organizationId: "o",
  projectId: "",
  createdAt: "2026-01-01T00:00:00.000Z",
  isValid: true,
  expiresAt: null,
  hash: "current",
  lastCharacters: "abcdef",
  shadowHash: null,
  shadowCharacters: null,
  rotatesAt: null,
  lastUsedAt: null,
  ...fields,
});
const rotating = (rotatesAt: string) => key({ shadowHash: "next", shadowCharacters: "654321", rotatesAt });

describe("the value of a key", () => {
  it.each([
    ["of a key without expiry", key(), "current", true],
    ["of a key that is switched off", key({ isValid: false }), "current", false],
    ["one millisecond before the expiry", key({ expiresAt: msAfter }), "current", true],
    ["at the expiry", key({ expiresAt: now }), "current", false],
    ["one millisecond before the rotation", rotating(msAfter), "current", true],
    ["at the rotation", rotating(now), "current", false],
    ["after the rotation", rotating(msBefore), "current", false],
    ["that comes next, before the rotation", rotating(msAfter), "next", true],
    ["that comes next, after the rotation", rotating(msBefore), "next", true],
  ])("%s is accepted or not: %#", (_, record, value, isAccepted) => {
    expect(authenticateValue(record, value, now) !== undefined).toBe(isAccepted);
  });

  it("that goes out knows when, and no other does", () => {
    expect(authenticateValue(rotating(msAfter), "current", now)?.sunsetAt).toBe(msAfter);
    expect(authenticateValue(rotating(msAfter), "next", now)?.sunsetAt).toBeUndefined();
    expect(authenticateValue(key(), "current", now)?.sunsetAt).toBeUndefined();
  });

  it("names its key, and whether that belongs to a project", () => {
    const named = { hash: "current", id: "7", name: "CI", organizationId: "o", sunsetAt: undefined };
    expect(authenticateValue(key(), "current", now)).toEqual({ ...named, isProjectKey: false });
    expect(authenticateValue(key({ projectId: "p" }), "current", now)).toEqual({
      ...named,
      isProjectKey: true,
    });
  });

  it("is masked with its last six characters", () => {
    expect(maskValue("abcdef")).toBe("***************abcdef");
  });
});

describe("a rotation", () => {
  it("is complete once the grace period is over", () => {
    expect(completeRotation(rotating(msAfter), now)).toEqual(rotating(msAfter));
    expect(completeRotation(rotating(now), now)).toEqual(key({ hash: "next", lastCharacters: "654321" }));
    expect(completeRotation(key(), now)).toEqual(key());
  });

  const hourLater = "2026-11-28T13:00:00.000Z";
  const dayLater = "2026-11-29T12:00:00.000Z";

  it.each([
    ["keeps the expiry", key({ expiresAt: dayLater }), {}, { expiresAt: dayLater, rotatesAt: null }],
    [
      "removes the expiry",
      key({ expiresAt: dayLater }),
      { expiresInDays: null },
      { expiresAt: null, rotatesAt: null },
    ],
    ["sets the expiry", key(), { expiresInDays: 1 }, { expiresAt: dayLater, rotatesAt: null }],
    ["has a grace period", key(), { gracePeriodInHours: 1 }, { expiresAt: null, rotatesAt: hourLater }],
    [
      "has a grace period that ends before the expiry",
      key({ expiresAt: dayLater }),
      { gracePeriodInHours: 1 },
      { expiresAt: dayLater, rotatesAt: hourLater },
    ],
    [
      "cuts the grace period at the expiry",
      key({ expiresAt: hourLater }),
      { gracePeriodInHours: 48 },
      { expiresAt: hourLater, rotatesAt: hourLater },
    ],
    ["is rejected while one runs", rotating(msAfter), {}, domainErrors.rotationInProgress(msAfter)],
    ["needs an expiry for an expired key", key({ expiresAt: now }), {}, domainErrors.expiryRequired()],
    [
      "has no grace period for an expired key",
      key({ expiresAt: now }),
      { expiresInDays: 1, gracePeriodInHours: 1 },
      domainErrors.gracePeriodNotAllowed(),
    ],
    [
      "revives an expired key",
      key({ expiresAt: now }),
      { expiresInDays: null },
      { expiresAt: null, rotatesAt: null },
    ],
  ])("%s", (_, record, options, plan) => {
    expect(planRotation(record, options, now)).toEqual(plan);
  });
});

describe("an expiry", () => {
  it.each([
    [1, "2026-11-29T12:00:00.000Z"],
    [null, null],
    [undefined, null],
  ])("after %s days is %s", (days, expiry) => expect(toExpiry(days, now)).toBe(expiry));
});

it("a built-in role that the description lacks is an error", () => {
  expect(() => getBuiltInRoleId("project", "Emperor")).toThrow(
    "The description has no built-in role Emperor in its lists of project roles.",
  );
});

describe.each(["organization", "project"] as const)("a member of the %s", (scope) => {
  const owner = getBuiltInRoleId(scope, "Owner");
  const member = getBuiltInRoleId(scope, "Member");

  it.each([
    [member, member, "none"],
    [owner, owner, "none"],
    [null, member, "assign"],
    [member, "custom", "assign"],
    [member, owner, "transfer"],
    [null, owner, "transfer"],
    [owner, member, domainErrors.ownerRole()],
  ])("with the role %s who gets %s: %o", (current, next, change) => {
    expect(planRoleChange(scope, current, next)).toEqual(change);
  });

  it("can be removed, except for the Owner", () => {
    expect(checkRemoval(scope, member)).toBeUndefined();
    expect(checkRemoval(scope, null)).toBeUndefined();
    expect(checkRemoval(scope, owner)).toEqual(domainErrors.ownerRemoval());
  });
});

describe("invited addresses", () => {
  it("are trimmed, in lower case, and taken once", () => {
    expect(normalizeEmails([" Ada@X.example ", "ada@x.EXAMPLE", "b@x.example"])).toEqual([
      "ada@x.example",
      "b@x.example",
    ]);
  });

  it("are the same with and without the dot of the domain name's root", () => {
    expect(normalizeEmails(["ada@x.example.", "ada@x.example"])).toEqual(["ada@x.example"]);
    expect(checkCompanyAddresses(normalizeEmails(["ada@gmail.com.."]))).toEqual(
      domainErrors.freeEmailDomain(["ada@gmail.com"]),
    );
  });

  it("belong to companies", () => {
    expect(checkCompanyAddresses(["a@acme.example"])).toBeUndefined();
    expect(checkCompanyAddresses(["a@acme.example", "b@gmail.com"])).toEqual(
      domainErrors.freeEmailDomain(["b@gmail.com"]),
    );
    expect(checkCompanyAddresses(["gmail.com@acme.example"])).toBeUndefined();
  });
});

describe("a plan", () => {
  it.each([
    ["FREE", 0, true],
    ["FREE", 1, false],
    ["TRIAL", 1, false],
    ["STARTER", 4, true],
    ["STARTER", 5, false],
    ["TEAM", 900, true],
    ["ENTERPRISE", 900, true],
  ])("%s with %i projects includes another: %s", (plan, count, isIncluded) => {
    expect(checkProjectLimit(plan, count) === undefined).toBe(isIncluded);
  });

  it("says what is used, and what is the limit", () => {
    expect(checkPeopleLimit("FREE", 1, 1)).toBeUndefined();
    expect(checkPeopleLimit("FREE", 1, 2)?.details).toEqual({ usage: "1", limit: "2" });
    expect(checkPeopleLimit("TEAM", 9_000, 50)).toBeUndefined();
  });
});

describe("the audit log", () => {
  const entry = (fields: Partial<AuditEntry> = {}): AuditEntry => ({
    id: "1",
    createdAt: now,
    action: "createProjectRole",
    method: "POST",
    path: "/v2/projects/{projectId}/roles",
    statusCode: 200,
    resourceId: "role-1",
    projectId: "project-1",
    apiKeyId: "7",
    apiKeyName: "CI",
    ipAddress: "127.0.0.1",
    userAgent: "python/3",
    ...fields,
  });

  it.each([
    [{}, {}],
    [{ startTime: "2026-01-01T00:00:00Z" }, domainErrors.periodIncomplete()],
    [{ endTime: "2026-01-01T00:00:00Z" }, domainErrors.periodIncomplete()],
    [{ startTime: now, endTime: now }, domainErrors.periodReversed()],
    [
      { startTime: "2026-01-01T01:00:00+01:00", endTime: "2026-01-02T00:00:00Z" },
      { startTime: "2026-01-01T00:00:00.000Z", endTime: "2026-01-02T00:00:00.000Z" },
    ],
    [
      { startTime: "2016-12-31T23:59:60Z", endTime: "2026-01-01T00:00:00+01" },
      { startTime: "2017-01-01T00:00:00.000Z", endTime: "2025-12-31T23:00:00.000Z" },
    ],
    [
      { startTime: "0000-01-01T00:00:00+23:59", endTime: "9999-12-31T23:59:59-23:59" },
      { startTime: "1970-01-01T00:00:00.000Z", endTime: "9999-12-31T23:59:59.999Z" },
    ],
  ])("has the period %j", (filter, period) => expect(resolvePeriod(filter)).toEqual(period));

  it("includes both ends of a period, the oldest entry first", () => {
    const entries = [
      entry({ id: "2", createdAt: msAfter }),
      entry(),
      entry({ id: "0", createdAt: msBefore }),
    ];
    const filter = { startTime: msBefore, endTime: now };
    expect(filterEntries(entries, filter).map(({ id }) => id)).toEqual(["0", "1"]);
  });

  it("covers the time from the oldest to the newest entry, whatever their order", () => {
    const covered = { startTime: msBefore, endTime: msAfter };
    const times = [now, msAfter, msBefore];
    expect(getCoveredPeriod(times.map((createdAt) => entry({ createdAt })))).toEqual(covered);
    expect(getCoveredPeriod([entry()])).toEqual({ startTime: now, endTime: now });
  });

  it("has the entries of every time without a period", () => {
    expect(filterEntries([entry({ id: "1" }), entry({ id: "2" })], {}).map(({ id }) => id)).toEqual([
      "1",
      "2",
    ]);
    expect(filterEntries([entry({ createdAt: msBefore })], { startTime: now })).toEqual([]);
    expect(filterEntries([entry({ createdAt: msAfter })], { endTime: now })).toEqual([]);
  });

  it("does not find what an entry lacks", () => {
    const anonymous = entry({ resourceId: null, ipAddress: null, userAgent: null });
    expect(filterEntries([anonymous], { searchTerm: "null" })).toEqual([]);
    expect(filterEntries([anonymous], { searchTerm: "python" })).toEqual([]);
  });

  it("keeps an export for a day, and a download URL for 15 minutes", () => {
    expect(toExportTimes(now)).toEqual({
      completedAt: "2026-11-28T12:00:00.500Z",
      deletedAt: "2026-11-29T12:00:00.000Z",
    });
    expect(toDownloadExpiry(now, now)).toBe("2026-11-28T12:15:00.000Z");
    expect(toDownloadExpiry("2026-11-27T12:10:00.000Z", now)).toBe("2026-11-28T12:10:00.000Z");
  });

  it.each(["CREATE", "post", "200", "role-1", "api_key", "7", "ci", "127.0.", "Python"])(
    "finds %s",
    (searchTerm) => {
      expect(filterEntries([entry()], { searchTerm })).toHaveLength(1);
      expect(filterEntries([entry()], { searchTerm: `${searchTerm}?` })).toHaveLength(0);
    },
  );

  it("exports neither nothing nor too much", () => {
    expect(checkRowCount(0)).toEqual(domainErrors.noAuditEntries());
    expect(checkRowCount(10_000_000)).toBeUndefined();
    expect(checkRowCount(10_000_001)).toEqual(domainErrors.tooManyAuditEntries());
  });

  it("quotes its fields, and disarms formulas", () => {
    const [header, line] = formatCsv([
      entry({ apiKeyName: 'a,"b"', userAgent: "=1+1", ipAddress: null }),
    ]).split("\r\n");
    expect(header).toBe(
      "id,createdAt,action,method,path,statusCode,resourceId,projectId,actorType,apiKeyId,apiKeyName,ipAddress,userAgent",
    );
    expect(line).toBe(
      `1,${now},createProjectRole,POST,/v2/projects/{projectId}/roles,200,role-1,project-1,API_KEY,7,"a,""b""",,'=1+1`,
    );
  });
});
