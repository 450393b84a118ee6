import type { ProjectSummary } from "@rolewright/types/v2";
import { addApiKey, toCreatedApiKey } from "./api-keys.ts";
import { type OperationRequest, rejectDuplicateName, requireFound } from "./operation-request.ts";
import { Rejection } from "./rejection.ts";
import { builtInRoleId, createScope, getTimestamp, nextId, type State } from "./state.ts";

/** Lists the projects by name. No two have the same. */
export const listProjects = ({ state }: OperationRequest): ProjectSummary[] =>
  getProjects(state).toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** The fields of a new project. Version 1 permits `null` for "no description". */
interface NewProject {
  name: string;
  description?: string | null;
  email?: string;
}

/** Creates a project with its first API key. */
export function createProject({ state, body }: OperationRequest<NewProject>): {
  project: ProjectSummary;
  apiKey: ReturnType<typeof toCreatedApiKey>;
} {
  const { name, description = null, email } = body;
  rejectDuplicateName("project", name, getProjects(state));
  const owner = email === undefined ? undefined : findOwner(state, email);
  const project: ProjectSummary = {
    id: nextId(state, "project"),
    name,
    description,
    organizationId: state.organization.id,
    created_at: getTimestamp(state),
  };
  const scope = createScope("project", project.id);
  if (owner !== undefined) scope.members.set(owner.id, builtInRoleId("project", "Owner"));
  state.projects.set(project.id, { project, scope });
  return { project, apiKey: toCreatedApiKey(addApiKey(state, scope, { name: "Default Key" })) };
}

function findOwner({ users }: State, email: string) {
  const owner = [...users.values()].find((user) => user.email === email.toLowerCase());
  if (owner === undefined)
    throw new Rejection(422, `email: no member of this organization has the address "${email}".`);
  return owner;
}

export const getProject = ({ state, id }: OperationRequest): ProjectSummary =>
  requireFound("Project", state.projects.get(id("projectId"))).project;

/** Updates the fields that the body has. */
export function updateProject(
  request: OperationRequest<{ name?: string; description?: string | null }>,
): ProjectSummary {
  const project = getProject(request);
  const { name } = request.body;
  if (name !== undefined) rejectDuplicateName("project", name, getProjects(request.state), project.id);
  return Object.assign(project, request.body);
}

export function deleteProject(request: OperationRequest): { id: string } {
  const { id } = getProject(request);
  request.state.projects.delete(id);
  return { id };
}

const getProjects = ({ projects }: State): ProjectSummary[] =>
  [...projects.values()].map(({ project }) => project);
