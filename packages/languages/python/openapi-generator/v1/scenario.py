"""Runs the steps of packages/languages/scenario-v1.txt with the client that openapi-generator generated."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "generated"))

from rolewright import (
    ApiClient,
    ApiException,
    Configuration,
    ErrorResponse,
    OrganizationApi,
    OrganizationPermissionsApi,
    OrganizationPoliciesApi,
    OrganizationRolesApi,
    PolicyInput,
    ProjectApi,
    ProjectRolesApi,
    RoleInput,
)


def connect(url: str, key: str) -> ApiClient:
    return ApiClient(Configuration(host=url, api_key={"ApiKey": key}))


def describe_error(call: Callable[[], object]) -> str:
    """An error response raises an exception whose `data` is the error object."""
    try:
        response = call()
    except ApiException as failure:
        if not isinstance(failure.data, ErrorResponse):
            raise
        return f"failed with {failure.status}: {failure.data.error}"
    raise RuntimeError(f"the call succeeded: {response}")


client = connect(os.environ["ROLEWRIGHT_BASE_URL"], os.environ["ROLEWRIGHT_API_KEY"])
organization_roles = OrganizationRolesApi(client)
project_roles = ProjectRolesApi(client)

permissions = OrganizationPermissionsApi(client).list_organization_permissions().data.permissions
print(f"1 listed {len(permissions)} permissions, {permissions[0].name} first")

wanted = [permission.id for permission in permissions if permission.name in ("billing:read", "user:read")]
policy_input = PolicyInput(name="See bills and people", permission_ids=wanted, description="For the auditor")
policy = OrganizationPoliciesApi(client).create_organization_policy(policy_input).data.policy
print(f"2 created policy {policy.name}: {', '.join(each.name for each in policy.permissions)}")

role_input = RoleInput(name="Auditor", policy_ids=[policy.id], description="Reads, changes nothing")
role = organization_roles.create_organization_role(role_input).data.role
print(f"3 created role {role.name}: {role.description}")

print(f"4 {describe_error(lambda: organization_roles.create_organization_role(role_input))}")

cleared = RoleInput(name="Auditor", policy_ids=[policy.id], description=None)
updated = organization_roles.update_organization_role(role.id, cleared).data.role
print(f"5 updated role {updated.name}: {'null' if updated.description is None else updated.description}")

project = ProjectApi(client).list_projects().data.projects[0]
analyst = next(each for each in project_roles.list_project_roles(project.id).data.roles if each.project_id)
renamed = RoleInput(
    name="Senior Analyst",
    policy_ids=[each.id for each in analyst.policies],
    description=analyst.description,
)
senior = project_roles.update_project_role(project.id, analyst.id, renamed).data.role
print(f"6 updated project role {analyst.name} to {senior.name}: {senior.description}")

roles = organization_roles.list_organization_roles().data.roles
built_in_role = next(each for each in roles if each.organization_id is None)
new_input = RoleInput(name="Renamed", policy_ids=[policy.id])
print(f"7 {describe_error(lambda: organization_roles.update_organization_role(built_in_role.id, new_input))}")

unauthenticated = OrganizationRolesApi(connect(os.environ["ROLEWRIGHT_BASE_URL"], "confident_us_org_INVALID"))
print(f"8 {describe_error(unauthenticated.list_organization_roles)}")

extended = connect(os.environ["ROLEWRIGHT_EXTENDED_URL"], os.environ["ROLEWRIGHT_API_KEY"])
organization = OrganizationApi(extended).retrieve_organization().data.organization
print(f"9 read {organization.name} among unknown fields")

deleted = organization_roles.delete_organization_role(role.id).data
print(f"10 deleted the role: {'true' if deleted.deleted else 'false'}")

remaining = organization_roles.list_organization_roles().data.roles
print(f"11 listed roles: {', '.join(each.name for each in remaining)}")
