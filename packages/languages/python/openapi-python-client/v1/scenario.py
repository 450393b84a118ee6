"""Runs the steps of packages/languages/scenario-v1.txt with the client that openapi-python-client generated."""

import os
from typing import TypeVar

from generated.rolewright import AuthenticatedClient
from generated.rolewright.api.organization import retrieve_organization
from generated.rolewright.api.organization_permissions import list_organization_permissions
from generated.rolewright.api.organization_policies import create_organization_policy
from generated.rolewright.api.organization_roles import (
    create_organization_role,
    delete_organization_role,
    list_organization_roles,
    update_organization_role,
)
from generated.rolewright.api.project import list_projects
from generated.rolewright.api.project_roles import list_project_roles, update_project_role
from generated.rolewright.models import ErrorResponse, PolicyInput, RoleInput


Body = TypeVar("Body")


def connect(url: str, key: str) -> AuthenticatedClient:
    """Sends the key in its own header, without a `Bearer` prefix."""
    return AuthenticatedClient(base_url=url, token=key, prefix="", auth_header_name="CONFIDENT_API_KEY")


def unwrap(response: Body | ErrorResponse | None) -> Body:
    """Returns the response of a successful call and raises otherwise."""
    if response is None or isinstance(response, ErrorResponse):
        raise RuntimeError(f"request failed: {response}")
    return response


def describe_error(response: object) -> str:
    if not isinstance(response, ErrorResponse):
        raise RuntimeError(f"the call succeeded: {response}")
    return response.error


client = connect(os.environ["ROLEWRIGHT_BASE_URL"], os.environ["ROLEWRIGHT_API_KEY"])

permissions = unwrap(list_organization_permissions.sync(client=client)).data.permissions
print(f"1 listed {len(permissions)} permissions, {permissions[0].name} first")

wanted = [permission.id for permission in permissions if permission.name in ("billing:read", "user:read")]
policy_input = PolicyInput(name="See bills and people", permission_ids=wanted, description="For the auditor")
policy = unwrap(create_organization_policy.sync(client=client, body=policy_input)).data.policy
print(f"2 created policy {policy.name}: {', '.join(each.name for each in policy.permissions)}")

role_input = RoleInput(name="Auditor", policy_ids=[policy.id], description="Reads, changes nothing")
role = unwrap(create_organization_role.sync(client=client, body=role_input)).data.role
print(f"3 created role {role.name}: {role.description}")

conflict = create_organization_role.sync_detailed(client=client, body=role_input)
print(f"4 failed with {conflict.status_code.value}: {describe_error(conflict.parsed)}")

cleared = RoleInput(name="Auditor", policy_ids=[policy.id], description=None)
updated = unwrap(update_organization_role.sync(role.id, client=client, body=cleared)).data.role
print(f"5 updated role {updated.name}: {'null' if updated.description is None else updated.description}")

project = unwrap(list_projects.sync(client=client)).data.projects[0]
project_roles = unwrap(list_project_roles.sync(project.id, client=client)).data.roles
analyst = next(each for each in project_roles if each.project_id is not None)
renamed = RoleInput(
    name="Senior Analyst",
    policy_ids=[each.id for each in analyst.policies],
    description=analyst.description,
)
senior = unwrap(update_project_role.sync(project.id, analyst.id, client=client, body=renamed)).data.role
print(f"6 updated project role {analyst.name} to {senior.name}: {senior.description}")

roles = unwrap(list_organization_roles.sync(client=client)).data.roles
built_in_role = next(each for each in roles if each.organization_id is None)
new_input = RoleInput(name="Renamed", policy_ids=[policy.id])
not_found = update_organization_role.sync_detailed(built_in_role.id, client=client, body=new_input)
print(f"7 failed with {not_found.status_code.value}: {describe_error(not_found.parsed)}")

unauthenticated = connect(os.environ["ROLEWRIGHT_BASE_URL"], "confident_us_org_INVALID")
unauthorized = list_organization_roles.sync_detailed(client=unauthenticated)
print(f"8 failed with {unauthorized.status_code.value}: {describe_error(unauthorized.parsed)}")

extended = connect(os.environ["ROLEWRIGHT_EXTENDED_URL"], os.environ["ROLEWRIGHT_API_KEY"])
organization = unwrap(retrieve_organization.sync(client=extended)).data.organization
print(f"9 read {organization.name} among unknown fields")

deleted = unwrap(delete_organization_role.sync(role.id, client=client)).data
print(f"10 deleted the role: {'true' if deleted.deleted else 'false'}")

remaining = unwrap(list_organization_roles.sync(client=client)).data.roles
print(f"11 listed roles: {', '.join(each.name for each in remaining)}")
