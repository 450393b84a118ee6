import { expect, it } from "vitest";
import { acceptInvitation } from "../index.ts";
import { declineInvitation } from "../operations/invitations.ts";
import { builtInRoles, describeVersion2 } from "./version-2.test-support.ts";

describeVersion2("invitations", (api) => {
  it("lists the invitations of each scope apart", async () => {
    const scopes = [
      "/organization",
      `/projects/${await api().addProject()}`,
      `/projects/${await api().addProject("B")}`,
    ];
    for (const [index, scope] of scopes.entries()) await api().invite(`person-${index}@acme.example`, scope);
    for (const [index, scope] of scopes.entries()) {
      const { invitations } = await api().expectData("GET", `${scope}/invitations`);
      expect(invitations.map(({ email }: { email: string }) => email)).toEqual([
        `person-${index}@acme.example`,
      ]);
    }
  });

  it("invites each address once, and conflicts if none is left", async () => {
    const body = { emails: ["Dana@Acme.example", " dana@acme.EXAMPLE\t"] };
    const { invitations } = await api().expectData("POST", "/organization/invitations", body);
    expect(invitations).toMatchObject([{ email: "dana@acme.example", status: "PENDING" }]);
    expect((await api().send("POST", "/organization/invitations", body)).status).toBe(409);
    const mixed = { emails: ["dana@acme.example", "eve@acme.example"] };
    expect((await api().expectData("POST", "/organization/invitations", mixed)).invitations).toHaveLength(1);
  });

  it("accepts addresses with a tag, an apostrophe, and an encoded international domain", async () => {
    const emails = ["o'brien+team@acme.example", "dana@xn--caf-dma.example", "a/b={c}@a-1.example."];
    const { invitations } = await api().expectData("POST", "/organization/invitations", { emails });
    const invited = invitations.map(({ email }: { email: string }) => email);
    expect(invited).toEqual([...emails.slice(0, 2), "a/b={c}@a-1.example"]);
  });

  it("creates tokens that a command takes as an argument", async () => {
    const emails = Array.from({ length: 50 }, (_, index) => `person-${index}@acme.example`);
    const { invitations } = await api().expectData("POST", "/organization/invitations", { emails });
    for (const { token } of invitations) expect(token).toMatch(/^[0-9a-f]{64}$/);
  });

  it("accepts neither a used nor a revoked nor an outdated invitation", async () => {
    const { id, token } = await api().invite("dana@acme.example");
    const resent = await api().expectData("PUT", `/organization/invitations/${id}`);
    expect(resent.token).not.toBe(token);
    expect(await acceptInvitation(api().server.store, token)).toBeUndefined();
    expect(await acceptInvitation(api().server.store, resent.token)).toMatchObject({
      email: "dana@acme.example",
    });
    expect(await acceptInvitation(api().server.store, resent.token)).toBeUndefined();
    expect(await api().expectData("GET", "/organization/invitations")).toEqual({ invitations: [] });
    const revoked = await api().invite("eve@acme.example");
    expect(await api().expectData("DELETE", `/organization/invitations/${revoked.id}`)).toEqual({
      id: revoked.id,
    });
    expect(await acceptInvitation(api().server.store, revoked.token)).toBeUndefined();
  });

  it("invites with a default role once the role is deleted", async () => {
    const role = await api().expectData("POST", "/organization/roles", { name: "Auditor", policyIds: [] });
    const { token } = await api().invite("dana@acme.example", "/organization", role.id);
    await api().expectData("DELETE", `/organization/roles/${role.id}`);
    const { invitations } = await api().expectData("GET", "/organization/invitations");
    expect(invitations).toMatchObject([{ organizationRoleId: null }]);
    await acceptInvitation(api().server.store, token);
    expect(await api().listRoleNames()).toEqual(["Member"]);
  });

  it("limits projects and people by the plan, with the use and the limit", async () => {
    await api().useNewOrganization("Small", "FREE");
    await api().addProject();
    const project = await api().send("POST", "/projects", { name: "Second" });
    expect([project.status, project.body.details]).toEqual([403, { usage: "1", limit: "1" }]);
    await api().join("ada@acme.example");
    await api().invite("ben@acme.example");
    const third = await api().send("POST", "/organization/invitations", { emails: ["cleo@acme.example"] });
    expect([third.status, third.body.details]).toEqual([403, { usage: "2", limit: "2" }]);
  });

  it.each(["organization", "project"])(
    "counts a declined invitation to the %s towards the limit of the plan again when it is resent",
    async (kind) => {
      await api().useNewOrganization("Small", "FREE");
      const projectId = await api().addProject();
      const path = kind === "organization" ? "/organization" : `/projects/${projectId}`;
      const { id, token } = await api().invite("dana@acme.example", path);
      expect(await declineInvitation(api().server.store, token)).toBe(true);
      await api().invite("ada@acme.example");
      const { id: otherId } = await api().invite("ben@acme.example");
      const rejected = await api().send("PUT", `${path}/invitations/${id}`);
      expect([rejected.status, rejected.body.error, rejected.body.details]).toEqual([
        403,
        "The FREE plan includes 2 members and invitations. Revoke an invitation, or upgrade the plan.",
        { usage: "2", limit: "2" },
      ]);
      const { invitations } = await api().expectData("GET", `${path}/invitations`);
      expect(invitations).toContainEqual(expect.objectContaining({ id, token, status: "DECLINED" }));
      await api().expectData("DELETE", `/organization/invitations/${otherId}`);
      const resent = await api().expectData("PUT", `${path}/invitations/${id}`);
      expect(resent.status).toBe("PENDING");
      // A pending invitation counts already.
      expect((await api().send("PUT", `${path}/invitations/${id}`)).status).toBe(200);
    },
  );

  it("counts a person with several invitations once", async () => {
    await api().useNewOrganization("Small", "FREE");
    const project = `/projects/${await api().addProject()}`;
    await api().invite("ada@acme.example");
    await api().invite("ben@acme.example");
    await api().invite("ada@acme.example", project);
    const third = await api().send("POST", `${project}/invitations`, { emails: ["cleo@acme.example"] });
    expect([third.status, third.body.details]).toEqual([403, { usage: "2", limit: "2" }]);
  });

  const manyEmails = Array.from({ length: 51 }, (_, index) => `p${index}@acme.example`);
  const unknownRole = (id: string) =>
    `organizationRoleId: there is no role "${id}" in this scope. List roles to get valid IDs.`;
  const invalidAddresses = [
    "dana@",
    "dana @acme.example",
    "dana@acme",
    "dana@acme.example, eve@acme.example",
    " ",
    "dana@acme.example\0",
    "dana@g\u200bmail.com",
    "dana@acme..example",
    ".dana@acme.example",
    "dana.@acme.example",
    "dana@-acme.example",
    "dana@[127.0.0.1]",
    "<dana@acme.example>",
    "mailto:dana@acme.example",
    '"dana"@acme.example',
    "dana@caf\u00e9.example",
  ];

  it.each([
    ["no address", { emails: [] }, "emails: must have at least 1 item."],
    ["51 addresses", { emails: manyEmails }, "emails: must have at most 50 items."],
    [
      "51 times the same address",
      { emails: manyEmails.map(() => "dana@acme.example") },
      "emails: must have at most 50 items.",
    ],
    ...invalidAddresses.map((email): [string, object, string] => [
      JSON.stringify(email),
      { emails: ["eve@acme.example", email] },
      "emails.1: must be an email address.",
    ]),
    [
      "a free-mail address",
      { emails: ["eve@acme.example", "Dana@GMAIL.com"] },
      'emails: "dana@gmail.com" is not a company address. Send a company address.',
    ],
    [
      "free-mail addresses, also with the dot of the root domain",
      { emails: ["dana@gmail.com.", "eve@yopmail.com"] },
      'emails: "dana@gmail.com", "eve@yopmail.com" are not company addresses. Send company addresses.',
    ],
    [
      "a blank role",
      { emails: ["a@b.example"], organizationRoleId: " " },
      "organizationRoleId: must be 1 to 128 visible ASCII characters. Use an ID that the API returned.",
    ],
    ["an unknown role", { emails: ["a@b.example"], organizationRoleId: "none" }, unknownRole("none")],
    [
      "a role of the other scope",
      { emails: ["a@b.example"], organizationRoleId: builtInRoles.project.member },
      unknownRole(builtInRoles.project.member),
    ],
    [
      "the role field of the other scope",
      { emails: ["a@b.example"], projectRoleId: builtInRoles.project.member },
      "projectRoleId: is not a field of this request. Remove it.",
    ],
    [
      "Owner",
      { emails: ["a@b.example"], organizationRoleId: builtInRoles.organization.owner },
      "Owner cannot be assigned by an invitation. Invite the person with another role, and transfer ownership later.",
    ],
  ])("rejects %s, and invites nobody", async (_, body, error) => {
    expect(await api().getError("POST", "/organization/invitations", body)).toEqual([422, error]);
    expect(await api().expectData("GET", "/organization/invitations")).toEqual({ invitations: [] });
  });

  it("invites 50 addresses at once", async () => {
    const { invitations } = await api().expectData("POST", "/organization/invitations", {
      emails: manyEmails.slice(1),
    });
    expect(invitations).toHaveLength(50);
  });

  it("conflicts for a member of the scope, in any spelling", async () => {
    const projectId = await api().addProject();
    const error = [
      409,
      "Every address is already invited or belongs to a member. Send other addresses, or resend the invitation.",
    ];
    await api().join("dana@acme.example");
    const body = { emails: [" DANA@acme.example.", "dana@ACME.example"] };
    expect(await api().getError("POST", "/organization/invitations", body)).toEqual(error);
    await api().join("dana@acme.example", `/projects/${projectId}`);
    expect(await api().getError("POST", `/projects/${projectId}/invitations`, body)).toEqual(error);
  });

  it("renews an accepted invitation without touching the membership", async () => {
    const { id, token } = await api().invite("dana@acme.example");
    const member = await acceptInvitation(api().server.store, token);
    await api().expectData("PUT", `/organization/members/${member?.memberId}`, { roleId: "role-uuid-1" });
    const resent = await api().expectData("PUT", `/organization/invitations/${id}`);
    expect(resent).toMatchObject({ id, status: "PENDING" });
    expect(await acceptInvitation(api().server.store, resent.token)).toEqual(member);
    expect(await api().listRoleNames()).toEqual(["Admin"]);
  });

  it("lets one of two acceptances at once win", async () => {
    const { token } = await api().invite("dana@acme.example");
    const accepted = await Promise.all([1, 2, 3].map(() => acceptInvitation(api().server.store, token)));
    expect(accepted.filter((member) => member !== undefined)).toHaveLength(1);
    expect(await api().listRoleNames()).toEqual(["Member"]);
  });

  it("finds no revoked invitation, and none of the other scope", async () => {
    const { id } = await api().invite("dana@acme.example");
    const scope = `/projects/${await api().addProject()}`;
    const error = [404, "Invitation not found. List invitations to get valid IDs."];
    expect(await api().getError("PUT", `${scope}/invitations/${id}`)).toEqual(error);
    expect(await api().getError("DELETE", `${scope}/invitations/${id}`)).toEqual(error);
    await api().expectData("DELETE", `/organization/invitations/${id}`);
    expect(await api().getError("PUT", `/organization/invitations/${id}`)).toEqual(error);
    expect(await api().getError("DELETE", `/organization/invitations/${id}`)).toEqual(error);
  });
});
