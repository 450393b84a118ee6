import { expect, it, vi } from "vitest";
import { describeVersion2, setClock } from "./version-2.test-support.ts";

describeVersion2("API keys", (api) => {
  it("shows the value of a key once, and masks it afterwards", async () => {
    const projectId = await api().addProject();
    for (const path of ["/organization", `/projects/${projectId}`]) {
      const created = await api().expectData("POST", `${path}/api-keys`, { name: "CI" });
      const masked = `${"*".repeat(15)}${created.value.slice(-6)}`;
      const { apiKeys } = await api().expectData("GET", `${path}/api-keys`);
      expect(apiKeys).toHaveLength(2);
      expect(apiKeys).toContainEqual({ ...created, value: masked });
      expect(await api().expectData("GET", `${path}/api-keys/${created.id}`)).toEqual({
        ...created,
        value: masked,
      });
      expect(await api().expectData("DELETE", `${path}/api-keys/${created.id}`)).toEqual({ id: created.id });
      expect((await api().send("GET", "/organization", undefined, created.value)).status).toBe(401);
    }
  });

  it("switches a key off and on, and rejects an expired one", async () => {
    const created = await api().expectData("POST", "/organization/api-keys", {
      name: "CI",
      expiresInDays: 1,
    });
    const { id, value, expiresAt } = created;
    const use = async () => (await api().send("GET", "/organization", undefined, value)).status;
    expect(await use()).toBe(200);
    await api().expectData("PUT", `/organization/api-keys/${id}`, { valid: false });
    expect(await use()).toBe(401);
    await api().expectData("PUT", `/organization/api-keys/${id}`, { valid: true });
    expect(await use()).toBe(200);
    setClock(expiresAt);
    expect(await use()).toBe(401);
    expect(await api().getError("POST", `/organization/api-keys/${id}/rotate`, {})).toEqual([
      422,
      "expiresInDays: is required, because the API key has expired. Send a number of days, or null for no expiry.",
    ]);
    const withGrace = { expiresInDays: 1, gracePeriodInHours: 1 };
    expect(await api().getError("POST", `/organization/api-keys/${id}/rotate`, withGrace)).toEqual([
      422,
      "gracePeriodInHours: must be 0, because the API key has expired.",
    ]);
    const revived = await api().expectData("POST", `/organization/api-keys/${id}/rotate`, {
      expiresInDays: null,
    });
    expect(revived).toMatchObject({ id, expiresAt: null, shadowValue: null });
    expect((await api().send("GET", "/organization", undefined, revived.value)).status).toBe(200);
  });

  it("accepts both values until the grace period ends, to the millisecond", async () => {
    const { id, value } = await api().expectData("POST", "/organization/api-keys", { name: "CI" });
    const rotated = await api().expectData("POST", `/organization/api-keys/${id}/rotate`, {
      gracePeriodInHours: 1,
    });
    expect(rotated).toMatchObject({ id, value: `${"*".repeat(15)}${value.slice(-6)}` });
    expect(await api().getError("POST", `/organization/api-keys/${id}/rotate`, {})).toEqual([
      409,
      `The API key is being rotated until ${rotated.rotatesAt}. Rotate it again after that time, or revoke it.`,
    ]);
    const use = (key: string) => api().send("GET", "/organization", undefined, key);
    const end = Date.parse(rotated.rotatesAt);
    setClock(end - 1);
    const outgoing = await use(value);
    expect(outgoing.status).toBe(200);
    expect(outgoing.headers.get("sunset")).toBe(new Date(end).toUTCString());
    expect(outgoing.headers.get("x-api-key-warning")).toBe(
      `This API key is being rotated and stops working at ${rotated.rotatesAt}. Use the new value.`,
    );
    const incoming = await use(rotated.shadowValue);
    expect([incoming.status, incoming.headers.get("sunset")]).toEqual([200, null]);
    setClock(end);
    expect((await use(value)).status).toBe(401);
    setClock(end + 1);
    const rejected = await use(value);
    expect([rejected.status, rejected.body]).toEqual([401, (await use("confident_org_unknown")).body]);
    expect(rejected.headers.get("sunset")).toBeNull();
    expect((await use(rotated.shadowValue)).status).toBe(200);
    const { apiKeys } = await api().expectData("GET", "/organization/api-keys");
    const masked = `${"*".repeat(15)}${rotated.shadowValue.slice(-6)}`;
    expect(apiKeys).toContainEqual(expect.objectContaining({ id, value: masked, shadowValue: null }));
  });

  it("completes a rotation when the keys are listed, but not when the key is read", async () => {
    for (const scope of ["/organization", `/projects/${await api().addProject()}`]) {
      const { id } = await api().expectData("POST", `${scope}/api-keys`, { name: "CI" });
      const path = `${scope}/api-keys/${id}`;
      const rotated = await api().expectData("POST", `${path}/rotate`, { gracePeriodInHours: 1 });
      setClock(rotated.rotatesAt);
      const pending = await api().expectData("GET", path);
      expect(pending).toMatchObject({ value: rotated.value, rotatesAt: rotated.rotatesAt });
      const completed = { ...pending, value: pending.shadowValue, shadowValue: null, rotatesAt: null };
      const { apiKeys } = await api().expectData("GET", `${scope}/api-keys`);
      expect(apiKeys).toContainEqual(completed);
      expect(await api().expectData("GET", path)).toEqual(completed);
      const status = scope === "/organization" ? 200 : 403;
      expect((await api().send("GET", "/organization", undefined, rotated.shadowValue)).status).toBe(status);
    }
  });

  it("announces the end of the outgoing value of a project key, which is rejected with 403", async () => {
    const { project } = await api().expectData("POST", "/projects", { name: "Checkout" });
    const keys = `/projects/${project.id}/api-keys`;
    const { id, value } = await api().expectData("POST", keys, { name: "CI" });
    const rotated = await api().expectData("POST", `${keys}/${id}/rotate`, { gracePeriodInHours: 1 });
    const outgoing = await api().send("GET", "/organization", undefined, value);
    expect(outgoing.status).toBe(403);
    expect(outgoing.headers.get("sunset")).toBe(new Date(rotated.rotatesAt).toUTCString());
    expect(outgoing.headers.get("x-api-key-warning")).toContain(rotated.rotatesAt);
    const incoming = await api().send("GET", "/organization", undefined, rotated.shadowValue);
    expect([incoming.status, incoming.headers.get("sunset")]).toEqual([403, null]);
  });

  it("shows when a key was last used, and records it at most once a minute", async () => {
    const { id, value, lastUsed, created_at } = await api().expectData("POST", "/organization/api-keys", {
      name: "CI",
    });
    expect(lastUsed).toBeNull();
    const read = async () => (await api().expectData("GET", `/organization/api-keys/${id}`)).lastUsed;
    expect(await read()).toBeNull();
    const start = Date.parse(created_at);
    const useAt = async (time: number) => {
      setClock(time);
      expect((await api().send("GET", "/organization", undefined, value)).status).toBe(200);
    };
    const toText = (time: number) => new Date(time).toISOString();
    await useAt(start + 1_000);
    await vi.waitFor(async () => expect(await read()).toBe(toText(start + 1_000)));
    await useAt(start + 60_999);
    await useAt(start + 61_000);
    await vi.waitFor(async () => expect(await read()).toBe(toText(start + 61_000)));
    const { apiKeys } = await api().expectData("GET", "/organization/api-keys");
    expect(apiKeys).toContainEqual(expect.objectContaining({ id, lastUsed: toText(start + 61_000) }));
    const rotated = await api().expectData("POST", `/organization/api-keys/${id}/rotate`, {});
    expect(rotated.lastUsed).toBe(toText(start + 61_000));
  });

  it("records a project key that authenticates a request, although it may do nothing", async () => {
    const keys = `/projects/${await api().addProject()}/api-keys`;
    const { id, value } = await api().expectData("POST", keys, { name: "CI" });
    const read = async () => (await api().expectData("GET", `${keys}/${id}`)).lastUsed;
    expect(await read()).toBeNull();
    expect((await api().send("GET", "/organization", undefined, value)).status).toBe(403);
    await vi.waitFor(async () => expect(await read()).not.toBeNull(), { timeout: 30_000 });
    const { id: offId, value: off } = await api().expectData("POST", keys, { name: "Off" });
    await api().expectData("PUT", `${keys}/${offId}`, { valid: false });
    expect((await api().send("GET", "/organization", undefined, off)).status).toBe(401);
    expect(await api().expectData("GET", `${keys}/${offId}`)).toMatchObject({ lastUsed: null });
  });

  it("replaces a value at once without a grace period, and lets one of two rotations with one win", async () => {
    const { id, value } = await api().expectData("POST", "/organization/api-keys", { name: "CI" });
    const rotated = await api().expectData("POST", `/organization/api-keys/${id}/rotate`, {});
    expect((await api().send("GET", "/organization", undefined, value)).status).toBe(401);
    expect((await api().send("GET", "/organization", undefined, rotated.value)).status).toBe(200);
    const both = await Promise.all(
      [1, 2].map(() => api().send("POST", `/organization/api-keys/${id}/rotate`, { gracePeriodInHours: 1 })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it("has one valid value after rotations at once without a grace period", async () => {
    const { id, value } = await api().expectData("POST", "/organization/api-keys", { name: "CI" });
    const rotations = await Promise.all(
      [1, 2, 3].map(() => api().expectData("POST", `/organization/api-keys/${id}/rotate`, {})),
    );
    const values: string[] = [value, ...rotations.map((rotated) => rotated.value)];
    const responses = await Promise.all(
      values.map((each) => api().send("GET", "/organization", undefined, each)),
    );
    expect(responses.map(({ status }) => status).toSorted()).toEqual([200, 401, 401, 401]);
  });

  it("rotates a key that is switched off, which stays off, also during a grace period", async () => {
    const { id } = await api().expectData("POST", "/organization/api-keys", { name: "CI" });
    const path = `/organization/api-keys/${id}`;
    await api().expectData("PUT", path, { valid: false });
    const replaced = await api().expectData("POST", `${path}/rotate`, {});
    const rotated = await api().expectData("POST", `${path}/rotate`, { gracePeriodInHours: 1 });
    const use = async (key: string) => (await api().send("GET", "/organization", undefined, key)).status;
    expect([replaced.valid, rotated.valid]).toEqual([false, false]);
    expect([await use(replaced.value), await use(rotated.shadowValue)]).toEqual([401, 401]);
    await api().expectData("PUT", path, { valid: true });
    expect([await use(replaced.value), await use(rotated.shadowValue)]).toEqual([200, 200]);
  });

  it.each([
    ["create", "", { name: "CI", expiresInDays: 0 }, "expiresInDays: must be 1 or more."],
    ["create", "", { name: "CI", expiresInDays: 3651 }, "expiresInDays: must be 3650 or less."],
    ["create", "", { name: "CI", expiresInDays: null }, "expiresInDays: must be an integer."],
    ["create", "", { name: " " }, "name: must not be blank. Send a name of 1 to 255 characters."],
    ["rotate", "/7/rotate", { gracePeriodInHours: -1 }, "gracePeriodInHours: must be 0 or more."],
    ["rotate", "/7/rotate", { gracePeriodInHours: 8761 }, "gracePeriodInHours: must be 8760 or less."],
    ["rotate", "/7/rotate", { gracePeriodInHours: 1.5 }, "gracePeriodInHours: must be an integer."],
    ["rotate", "/7/rotate", { gracePeriodInHours: null }, "gracePeriodInHours: must be an integer."],
    ["rotate", "/7/rotate", { expiresInDays: "1" }, "expiresInDays: must be an integer or null."],
  ])("%s%s rejects %j", async (_, path, body, error) => {
    expect(await api().getError("POST", `/organization/api-keys${path}`, body)).toEqual([422, error]);
  });

  // An ID that no key and no invitation can have is unknown too, as the description says.
  it.each(["7", "01", "9007199254740991", "9007199254740992", "0", "-1", "1.5", "abc", "%20"])(
    "finds no key and no invitation with the ID %s",
    async (id) => {
      const unknownKey = [404, "API key not found. List API keys to get valid IDs."];
      const unknownInvitation = [404, "Invitation not found. List invitations to get valid IDs."];
      for (const scope of ["/organization", `/projects/${await api().addProject()}`]) {
        const key = `${scope}/api-keys/${id}`;
        expect(await api().getError("GET", key)).toEqual(unknownKey);
        expect(await api().getError("PUT", key, { valid: false })).toEqual(unknownKey);
        expect(await api().getError("DELETE", key)).toEqual(unknownKey);
        expect(await api().getError("POST", `${key}/rotate`, {})).toEqual(unknownKey);
        const invitation = `${scope}/invitations/${id}`;
        expect(await api().getError("DELETE", invitation)).toEqual(unknownInvitation);
        expect(await api().getError("PUT", invitation)).toEqual(unknownInvitation);
      }
    },
  );

  it("finds a key in its own scope only, and none that was deleted", async () => {
    const scope = `/projects/${await api().addProject()}`;
    const second = `/projects/${await api().addProject("Second")}`;
    const { id } = await api().expectData("POST", `${scope}/api-keys`, { name: "CI" });
    const error = [404, "API key not found. List API keys to get valid IDs."];
    for (const path of ["/organization", second]) {
      expect(await api().getError("PUT", `${path}/api-keys/${id}`, { valid: false })).toEqual(error);
      expect(await api().getError("POST", `${path}/api-keys/${id}/rotate`, {})).toEqual(error);
    }
    await api().expectData("DELETE", `${scope}/api-keys/${id}`);
    expect(await api().getError("POST", `${scope}/api-keys/${id}/rotate`, {})).toEqual(error);
    expect(await api().getError("DELETE", `${scope}/api-keys/${id}`)).toEqual(error);
  });
});
