import {
  answers,
  both,
  done,
  header,
  instead,
  json,
  lastId,
  listPath,
  look,
  refusal,
  sent,
  status,
  text,
  thingsIn,
  withKey,
} from "./change.ts";
import type { Fault } from "./fault.ts";
import { isPath } from "./operation-of.ts";

const html = "<!doctype html><title>Error</title><h1>Something went wrong</h1>";
const asPage = both(
  header("content-type", "text/html; charset=utf-8"),
  text(() => html),
);

/** Wrong statuses, and refusals that are not the documented ones. */
export const statusFaults: Fault[] = [
  {
    name: "created-201",
    what: "Creating a project policy answers 201 instead of 200.",
    check: "status_code_conformance",
    plant: answers("createProjectPolicy", 200, status(201)),
  },
  {
    name: "accepted-202",
    what: "Deleting a project answers 202 instead of 200.",
    check: "status_code_conformance",
    plant: answers("deleteProject", 200, status(202)),
  },
  {
    name: "deleted-204",
    what: "Deleting an organization policy answers 204 with no body.",
    check: "status_code_conformance",
    plant: answers("deleteOrganizationPolicy", 200, () => ({
      status: 204,
      headers: {},
      body: Buffer.alloc(0),
    })),
  },
  {
    name: "partial-206",
    what: "The list of project policies answers 206.",
    check: "status_code_conformance",
    plant: answers("listProjectPolicies", 200, status(206)),
  },
  {
    name: "teapot-418",
    what: "The list of project permissions answers 418, in the error envelope.",
    check: "status_code_conformance",
    plant: answers("listProjectPermissions", 200, () => refusal(418, "I am a teapot.")),
  },
  {
    name: "list-500",
    what: "The list of projects fails with 500, in the documented envelope.",
    check: "not_a_server_error",
    plant: answers("listProjects", 200, () => refusal(500, "Something went wrong on our side.")),
  },
  {
    name: "bad-gateway-502",
    what: "Every fifth change of an organization role answers 502 with a page of a proxy.",
    check: "not_a_server_error",
    plant: () => {
      let calls = 0;
      return async (call, next) => {
        const answer = await next(call);
        const isFifth = call.operationId === "updateOrganizationRole" && ++calls % 5 === 0;
        return isFifth ? asPage({ ...answer, status: 502 }, call) : answer;
      };
    },
  },
  {
    name: "conflict-500",
    what: "Creating a project role under a name that is taken answers 500.",
    check: "not_a_server_error",
    plant: answers("createProjectRole", 409, status(500)),
  },
  {
    name: "conflict-400",
    what: "Creating a project under a name that is taken answers 400 instead of 409.",
    check: "uniqueness",
    plant: answers("createProject", 409, status(400)),
  },
  {
    name: "conflict-422-on-update",
    what: "Changing an organization policy to a name that is taken answers 422 instead of 409.",
    check: "uniqueness",
    plant: answers("updateOrganizationPolicy", 409, status(422)),
  },
  {
    name: "conflict-200",
    what: "Changing a project policy to a name that is taken answers 200 with an error in the envelope.",
    check: "response_schema_conformance",
    plant: answers("updateProjectPolicy", 409, status(200)),
  },
  {
    name: "missing-500",
    what: "Deleting an organization policy that does not exist answers 500.",
    check: "not_a_server_error",
    plant: answers("deleteOrganizationPolicy", 404, status(500)),
  },
  {
    name: "missing-role-200",
    what: "Deleting a project role that does not exist answers 200, as if it had.",
    check: "missing_resource",
    plant: answers("deleteProjectRole", 404, (_answer, call) => done({ id: lastId(call), deleted: true })),
  },
  {
    name: "missing-project-403",
    what: "Retrieving a project that does not exist answers 403 instead of 404.",
    check: "missing_resource",
    plant: answers("retrieveProject", 404, status(403)),
  },
  {
    name: "missing-policy-400",
    what: "Changing a project policy that does not exist answers 400 instead of 404.",
    check: "missing_resource",
    plant: answers("updateProjectPolicy", 404, status(400)),
  },
  {
    name: "missing-project-empty-list",
    what: "The list of roles of a project that does not exist is empty, with 200, instead of 404.",
    check: "missing_resource",
    plant: answers("listProjectRoles", 404, () => done({ roles: [] })),
  },
  {
    name: "empty-list-404",
    what: "The list of a project's policies answers 404 while there are none.",
    check: "positive_data_acceptance",
    plant: answers("listProjectPolicies", 200, (answer) =>
      answer.body.includes('"policies":[]') ? refusal(404, "There are no policies.") : answer,
    ),
  },
  {
    name: "in-use-400",
    what: "Deleting a policy of the organization that a role still has answers 400 instead of 409.",
    check: "in_use",
    plant: answers("deleteOrganizationPolicy", 409, status(400)),
  },
  {
    name: "global-role-404",
    what: "Deleting a global role of the organization answers 404 instead of 403.",
    check: "global_roles_unchanged",
    plant: answers("deleteOrganizationRole", 403, status(404)),
  },
  {
    name: "unknown-policy-404",
    what: "A project role with a policy that does not exist answers 404 instead of 422.",
    check: "unknown_policies",
    plant: answers(["createProjectRole", "updateProjectRole"], 422, (answer) =>
      answer.body.includes("there is no policy") ? { ...answer, status: 404 } : answer,
    ),
  },
  {
    name: "invalid-400",
    what: "A body of a project policy that breaks its schema answers 400 instead of 422.",
    check: "status_code_conformance",
    plant: answers("createProjectPolicy", 422, status(400)),
  },
  {
    name: "invalid-500",
    what: "A description that is no string makes the change of a project fail with 500.",
    check: "not_a_server_error",
    plant: answers("updateProject", 422, (answer, call) => {
      const { description } = sent(call) ?? {};
      const isOdd = description !== undefined && description !== null && typeof description !== "string";
      return isOdd ? { ...answer, status: 500 } : answer;
    }),
  },
  {
    name: "malformed-json-500",
    what: "Malformed JSON makes the creation of a project fail with 500.",
    check: "not_a_server_error",
    plant: answers("createProject", 400, status(500)),
  },
  {
    name: "malformed-json-422",
    what: "Malformed JSON as a project role answers 422 instead of 400.",
    check: "malformed_request",
    plant: answers("updateProjectRole", 400, status(422)),
  },
  {
    name: "media-type-400",
    what: "Another content type as an organization policy answers 400 instead of 415.",
    check: "malformed_request",
    plant: answers("createOrganizationPolicy", 415, status(400)),
  },
  {
    name: "too-large-500",
    what: "A body that is too large makes the change of the organization fail with 500.",
    check: "not_a_server_error",
    plant: answers("updateOrganization", 413, status(500)),
  },
  {
    name: "bad-path-500",
    what: "A bad percent escape makes the list of project policies fail with 500.",
    check: "not_a_server_error",
    plant: () => async (call, next) => {
      const answer = await next(call);
      const isBad = /^\/v1\/projects\/[^/]*%zz[^/]*\/policies$/i.test(call.url) && answer.status === 400;
      return isBad ? { ...answer, status: 500 } : answer;
    },
  },
  {
    name: "unknown-path-200",
    what: "A path that does not exist answers 200 with a page.",
    check: "unknown_path",
    plant: () => async (call, next) => {
      const answer = await next(call);
      return isPath(call.url) || answer.status !== 404 ? answer : asPage({ ...answer, status: 200 }, call);
    },
  },
  {
    name: "unknown-path-page",
    what: "A path that does not exist answers 404 with a page instead of the envelope.",
    check: "unknown_path",
    plant: () => async (call, next) => {
      const answer = await next(call);
      return isPath(call.url) || answer.status !== 404 ? answer : asPage(answer, call);
    },
  },
  {
    name: "redirect-elsewhere",
    what: "Retrieving a project redirects to another address.",
    check: "status_code_conformance",
    plant: instead("retrieveProject", async ({ url }) =>
      refusal(307, "Moved.", { location: `http://127.0.0.1:9${url}` }),
    ),
  },
  {
    name: "redirect-to-list",
    what: "Creating an organization role answers 303 with the list's address.",
    check: "status_code_conformance",
    plant: answers("createOrganizationRole", 200, (answer, { url }) => ({
      ...answer,
      status: 303,
      headers: { ...answer.headers, location: url },
    })),
  },
  {
    name: "wrong-key-403",
    what: "The list of project policies answers a wrong key with 403 instead of 401.",
    check: "ignored_auth",
    plant: answers("listProjectPolicies", 401, status(403)),
  },
  {
    name: "missing-key-500",
    what: "Changing a project without a key fails with 500.",
    check: "not_a_server_error",
    plant: answers("updateProject", 401, (answer, { headers }) =>
      headers["confident_api_key"] === undefined ? { ...answer, status: 500 } : answer,
    ),
  },
  {
    name: "missing-key-400",
    what: "The list of organization policies without a key answers 400 instead of 401.",
    check: "missing_required_header",
    plant: answers("listOrganizationPolicies", 401, (answer, { headers }) =>
      headers["confident_api_key"] === undefined ? { ...answer, status: 400 } : answer,
    ),
  },
  {
    name: "missing-key-redirect",
    what: "Retrieving the organization without a key redirects to a page to log in.",
    check: "missing_required_header",
    plant: answers("retrieveOrganization", 401, () => refusal(302, "Log in.", { location: "/login" })),
  },
  {
    name: "looks-before-it-asks",
    what: "Without a key, deleting a project role that does not exist answers 404 instead of 401.",
    check: "missing_required_header",
    plant:
      ({ apiKey }) =>
      async (call, next) => {
        const answer = await next(call);
        if (call.operationId !== "deleteProjectRole" || answer.status !== 401) return answer;
        const path = call.url.replace(/\/[^/]*$/, "");
        const { body } = await next({ ...withKey(call, apiKey), method: "GET", url: path });
        return body.includes(`"${call.url.slice(path.length + 1)}"`)
          ? answer
          : refusal(404, "Role not found.");
      },
  },
  {
    name: "success-200-with-error",
    what: "A failed look-up of a project's permissions answers 200 with an error in the envelope.",
    check: "response_schema_conformance",
    plant: answers(
      "listProjectPermissions",
      404,
      both(
        status(200),
        json(() => undefined),
      ),
    ),
  },
  {
    name: "slash-at-the-end-taken",
    what: "A slash more at the end of the path of a project is left out.",
    check: "unknown_path",
    plant: () => (call, next) =>
      next({ ...call, url: call.url.replace(/^(\/v1\/projects\/[^/]+)\/$/, "$1") }),
  },
  {
    name: "path-in-any-case",
    what: "The path of project policies is read in any case.",
    check: "unknown_path",
    plant: () => (call, next) =>
      next({ ...call, url: call.url.replace(/^(\/v1\/projects\/[^/]+\/)policies$/i, "$1policies") }),
  },
  {
    name: "longer-id-found",
    what: "Deleting a project policy looks at no more of an id than a policy's has.",
    check: "missing_resource",
    plant: instead("deleteProjectPolicy", (call, next) =>
      next({ ...call, url: call.url.replace(/([\da-f-]{36})[^/]+$/, "$1") }),
    ),
  },
  {
    name: "half-id-found",
    what: "Changing an organization role finds it by the beginning of its id.",
    check: "missing_resource",
    plant: instead("updateOrganizationRole", async (call, next) => {
      const answer = await next(call);
      if (answer.status !== 404 || lastId(call).length < 15) return answer;
      const all = thingsIn(await look(call, listPath(call), next));
      const found = all.find(({ id }) => id.startsWith(lastId(call)));
      return found ? next({ ...call, url: `${listPath(call)}/${found.id}` }) : answer;
    }),
  },
];
