import { isDeepStrictEqual } from "node:util";

type Component = Record<string, unknown>;
export interface Description {
  components: Record<string, Record<string, Component>>;
}

/** Components of the same name that differ between the versions, as `kind/name`, with the reason. */
export const acceptedDifferences: Record<string, string> = {
  "schemas/PolicyInput":
    "Only version 2 documents permissions of the other scope and an omitted description.",
  "schemas/RoleInput": "Only version 2 documents an omitted description.",
  "schemas/CreateProjectInput": "Version 2 does not accept `null` as a description.",
  "schemas/UpdateProjectInput": "Version 2 does not accept `null` as a description.",
  "schemas/Project": "Version 2 has `governancePolicy`.",
  "schemas/DeletedResource": "Version 2 has no `deleted`.",
  "schemas/CreatedProjectData": "The project and the API key have other fields in version 2.",
  "schemas/OrganizationResponse": "Version 2 returns the resource itself as `data`.",
  "schemas/PolicyResponse": "Version 2 returns the resource itself as `data`.",
  "schemas/RoleResponse": "Version 2 returns the resource itself as `data`.",
  "schemas/ProjectResponse": "Version 2 returns the resource itself as `data`.",
  "schemas/ProjectRoleResponse": "Version 2 returns the resource itself as `data`.",
  "schemas/ErrorResponse": "Version 2 has `link` and `details`.",
  "responses/ProjectForbidden": "Only version 2 documents the limits of plans, and has `details`.",
  "responses/RoleNotFound":
    "Only version 2 documents 404 for a built-in role. Version 1 marks it as unofficial.",
  "responses/ProjectRoleNotFound":
    "Only version 2 documents 404 for a built-in role. Version 1 marks it as unofficial.",
};

/** Headers that only responses of version 2 have: only this version has key rotation. */
const rotationHeaders = ["Sunset", "X-Api-Key-Warning"];

/**
 * Compares the components that both versions have. Returns a problem for every difference that is not accepted, and for every
 * accepted difference that does not exist.
 */
export function compareSharedComponents(
  v1: Description,
  v2: Description,
  accepted: Record<string, string> = acceptedDifferences,
): string[] {
  const differences = Object.entries(v1.components).flatMap(([kind, components]) =>
    Object.entries(components)
      .filter(([name, component]) => {
        const other = v2.components[kind]?.[name];
        return other !== undefined && !isDeepStrictEqual(component, withoutRotationHeaders(component, other));
      })
      .map(([name]) => `${kind}/${name}`),
  );
  return [
    ...differences
      .filter((name) => accepted[name] === undefined)
      .map(
        (name) =>
          `components/${name} differs between openapi.yaml and openapi-v2.yaml. Make it equal, or add it to acceptedDifferences with a reason.`,
      ),
    ...Object.keys(accepted)
      .filter((name) => !differences.includes(name))
      .map((name) => `components/${name} does not differ. Remove it from acceptedDifferences.`),
  ];
}

/** Removes the rotation headers of version 2. A response that has no headers in version 1 has none then. */
function withoutRotationHeaders(component: Component, other: Component): Component {
  const { headers, ...rest } = other;
  if (typeof headers !== "object" || headers === null) return other;
  if (component["headers"] === undefined) return rest;
  const shared = Object.entries(headers).filter(([name]) => !rotationHeaders.includes(name));
  return { ...other, headers: Object.fromEntries(shared) };
}
