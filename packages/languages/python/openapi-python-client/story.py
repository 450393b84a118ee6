"""Lives through the story of packages/languages/story.txt with the client that openapi-python-client made."""

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
    """The key goes into its own header, without the word `Bearer` before it."""
    return AuthenticatedClient(base_url=url, token=key, prefix="", auth_header_name="CONFIDENT_API_KEY")


def ok(answer: Body | ErrorResponse | None) -> Body:
    """A call answers with what was asked for or with the error's envelope."""
    if answer is None or isinstance(answer, ErrorResponse):
        raise RuntimeError(f"refused: {answer}")
    return answer


def refused(answer: object) -> str:
    if not isinstance(answer, ErrorResponse):
        raise RuntimeError(f"not refused: {answer}")
    return answer.error


client = connect(os.environ["ROLEWRIGHT_BASE_URL"], os.environ["ROLEWRIGHT_API_KEY"])

permissions = ok(list_organization_permissions.sync(client=client)).data.permissions
print(f"1 listed {len(permissions)} permissions, {permissions[0].name} first")

wanted = [permission.id for permission in permissions if permission.name in ("billing:read", "user:read")]
policy_input = PolicyInput(name="See bills and people", permission_ids=wanted, description="For the auditor")
policy = ok(create_organization_policy.sync(client=client, body=policy_input)).data.policy
print(f"2 created policy {policy.name}: {', '.join(each.name for each in policy.permissions)}")

role_input = RoleInput(name="Auditor", policy_ids=[policy.id], description="Reads, changes nothing")
role = ok(create_organization_role.sync(client=client, body=role_input)).data.role
print(f"3 created role {role.name}: {role.description}")

conflict = create_organization_role.sync_detailed(client=client, body=role_input)
print(f"4 refused with {conflict.status_code.value}: {refused(conflict.parsed)}")

cleared = RoleInput(name="Auditor", policy_ids=[policy.id], description=None)
updated = ok(update_organization_role.sync(role.id, client=client, body=cleared)).data.role
print(f"5 updated role {updated.name}: {'null' if updated.description is None else updated.description}")

project = ok(list_projects.sync(client=client)).data.projects[0]
project_roles = ok(list_project_roles.sync(project.id, client=client)).data.roles
analyst = next(each for each in project_roles if each.project_id is not None)
renamed = RoleInput(
    name="Senior Analyst",
    policy_ids=[each.id for each in analyst.policies],
    description=analyst.description,
)
senior = ok(update_project_role.sync(project.id, analyst.id, client=client, body=renamed)).data.role
print(f"6 updated project role {analyst.name} to {senior.name}: {senior.description}")

roles = ok(list_organization_roles.sync(client=client)).data.roles
world = next(each for each in roles if each.organization_id is None)
takeover = RoleInput(name="Mine now", policy_ids=[policy.id])
forbidden = update_organization_role.sync_detailed(world.id, client=client, body=takeover)
print(f"7 refused with {forbidden.status_code.value}: {refused(forbidden.parsed)}")

stranger = connect(os.environ["ROLEWRIGHT_BASE_URL"], "confident_us_org_WRONG")
unauthorized = list_organization_roles.sync_detailed(client=stranger)
print(f"8 refused with {unauthorized.status_code.value}: {refused(unauthorized.parsed)}")

grown = connect(os.environ["ROLEWRIGHT_GROWN_URL"], os.environ["ROLEWRIGHT_API_KEY"])
organization = ok(retrieve_organization.sync(client=grown)).data.organization
print(f"9 read {organization.name} among unknown fields")

deletion = ok(delete_organization_role.sync(role.id, client=client)).data
print(f"10 deleted the role: {'true' if deletion.deleted else 'false'}")

left = ok(list_organization_roles.sync(client=client)).data.roles
print(f"11 listed roles: {', '.join(each.name for each in left)}")
