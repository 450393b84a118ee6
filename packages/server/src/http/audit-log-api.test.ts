import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { addOrganization } from "../index.ts";
import { describeVersion2, setClock } from "./version-2.test-support.ts";

describeVersion2("audit-log exports", (api) => {
  it("exports who changed what, when, and from where, as gzipped CSV by a signed URL", async () => {
    // An export is in progress for half a second of this clock, however slow the machine is.
    setClock(Date.now());
    const projectId = await api().addProject();
    await api().expectData("POST", `/projects/${projectId}/roles`, { name: "Auditor", policyIds: [] });
    const started = await api().send("POST", "/organization/audit-logs/exports", {});
    expect([started.status, started.body.data]).toMatchObject([
      202,
      { status: "IN_PROGRESS", rowCount: null, userId: "api", projectId: null },
    ]);
    const { id, createdAt } = started.body.data;
    const path = `/organization/audit-logs/exports/${id}`;
    expect(await api().getError("POST", "/organization/audit-logs/exports", {})).toEqual([
      409,
      "An export is in progress. Wait until it has finished.",
    ]);
    expect(await api().getError("GET", `${path}/download`)).toEqual([
      409,
      "The export is in progress. Poll it until its status is COMPLETED.",
    ]);
    setClock(Date.parse(createdAt) + 500);
    expect(await api().expectData("GET", path)).toMatchObject({ status: "COMPLETED", rowCount: 2 });
    const redirect = await api().send("GET", `${path}/download`);
    expect(redirect.status).toBe(302);
    const location = redirect.headers.get("location") ?? "";
    const file = await fetch(location);
    expect(file.status).toBe(200);
    const [head, ...lines] = gunzipSync(Buffer.from(await file.arrayBuffer()))
      .toString()
      .trim()
      .split("\r\n");
    expect(head).toContain("createdAt,action,method");
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain("createProjectRole,POST,/v2/projects/{projectId}/roles,200");
    expect(lines[1]).toContain("127.0.0.1");
    expect((await fetch(location.replace(/.$/, (last) => (last === "0" ? "1" : "0")))).status).toBe(404);
    const other = (await addOrganization(api().server.store, "Other")).apiKey;
    expect((await api().send("GET", path, undefined, other)).status).toBe(404);
    setClock(Date.parse(createdAt) + 500 + 15 * 60_000);
    expect((await fetch(location)).status).toBe(404);
    const day = 24 * 3_600_000;
    setClock(Date.parse(createdAt) + day - 1);
    const lastLocation = (await api().send("GET", `${path}/download`)).headers.get("location") ?? "";
    expect((await fetch(lastLocation)).status).toBe(200);
    setClock(Date.parse(createdAt) + day);
    expect((await fetch(lastLocation)).status).toBe(404);
    for (const expired of [path, `${path}/download`]) {
      expect(await api().getError("GET", expired)).toEqual([
        404,
        "Export not found. Exports are available for 24 hours. Start a new export.",
      ]);
    }
  });

  it("exports only the entries of a project on its route", async () => {
    const [first, second] = [await api().addProject(), await api().addProject("Second")];
    for (const id of [first, second])
      await api().expectData("POST", `/projects/${id}/roles`, { name: "Auditor", policyIds: [] });
    const { id, createdAt } = await api().expectData("POST", `/projects/${first}/audit-logs/exports`, {
      searchTerm: "ROLE",
    });
    const path = `/projects/${first}/audit-logs/exports/${id}`;
    setClock(Date.parse(createdAt) + 500);
    expect(await api().expectData("GET", path)).toMatchObject({ rowCount: 1 });
    expect((await api().send("GET", `/organization/audit-logs/exports/${id}`)).status).toBe(404);
    expect((await api().send("GET", `/projects/${second}/audit-logs/exports/${id}`)).status).toBe(404);
  });

  const incomplete = "startTime and endTime must be sent together. Add the missing one, or omit both.";
  const reversed = "endTime: must be later than startTime.";
  const noTime = "must be a date and time with a time zone, such as 2026-03-01T09:00:00Z.";

  it.each([
    [{ startTime: "2026-01-01T00:00:00Z" }, 400, incomplete],
    [{ endTime: "2026-01-01T00:00:00Z" }, 400, incomplete],
    [{ startTime: "2026-01-02T00:00:00Z", endTime: "2026-01-01T00:00:00Z" }, 400, reversed],
    [{ startTime: "2026-01-01T00:00:00Z", endTime: "2026-01-01T01:00:00+01:00" }, 400, reversed],
    [
      { searchTerm: "nothing has this" },
      400,
      "No audit-log entries match the period and the search term. Change them.",
    ],
    [{ startTime: "2026-02-30T00:00:00Z", endTime: "2026-03-01T00:00:00Z" }, 422, `startTime: ${noTime}`],
    [{ startTime: "2026-01-01T00:00:00", endTime: "2026-03-01T00:00:00Z" }, 422, `startTime: ${noTime}`],
    [{ startTime: "2026-01-01T00:00:00Z", endTime: null }, 422, "endTime: must be a string."],
    [{ searchTerm: "" }, 422, "searchTerm: must have at least 1 character."],
    [{ searchTerm: "x".repeat(256) }, 422, "searchTerm: must have at most 255 characters."],
    [{ period: "all" }, 422, "period: is not a field of this request. Remove it."],
  ])("rejects the filter %j with %i", async (filter, status, error) => {
    await api().addProject();
    expect(await api().getError("POST", "/organization/audit-logs/exports", filter)).toEqual([status, error]);
  });

  it.each([
    [
      { startTime: "2016-12-31T23:59:60Z", endTime: "9999-12-31T23:59:59-23:59" },
      { startTime: "2017-01-01T00:00:00.000Z", endTime: "9999-12-31T23:59:59.999Z" },
    ],
    [
      { startTime: "0000-01-01T00:00:00+23:59", endTime: "2100-01-01T00:00:00+01" },
      { startTime: "1970-01-01T00:00:00.000Z", endTime: "2099-12-31T23:00:00.000Z" },
    ],
  ])("exports the period %j, without the changes after the export started", async (period, covered) => {
    await api().addProject();
    const path = "/organization/audit-logs/exports";
    const started = await api().expectData("POST", path, period);
    expect(started).toMatchObject({ status: "IN_PROGRESS", ...covered });
    await api().addProject("Later");
    setClock(Date.parse(started.createdAt) + 500);
    expect(await api().expectData("GET", `${path}/${started.id}`)).toMatchObject({ rowCount: 1, ...covered });
    const { headers } = await api().send("GET", `${path}/${started.id}/download`);
    const file = await fetch(headers.get("location") ?? "");
    expect(
      gunzipSync(Buffer.from(await file.arrayBuffer()))
        .toString()
        .trim()
        .split("\r\n"),
    ).toHaveLength(2);
  });

  it("covers the time from the oldest to the newest entry without a period", async () => {
    const path = "/organization/audit-logs/exports";
    const times: string[] = [];
    for (const name of ["First", "Second", "Third"]) {
      times.push((await api().expectData("POST", "/projects", { name })).project.created_at);
    }
    const { startTime, endTime } = await api().expectData("POST", path, { searchTerm: "createProject" });
    expect(startTime >= (times[0] ?? "") && startTime <= (times[1] ?? "")).toBe(true);
    expect(endTime >= (times[2] ?? "")).toBe(true);
  });
});
