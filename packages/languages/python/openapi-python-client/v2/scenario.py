"""Runs the steps of packages/languages/scenario-v2.txt with the client that openapi-python-client generated."""

import os
from typing import TypeVar
from urllib.request import urlopen

from generated.rolewright import AuthenticatedClient
from generated.rolewright.api.organization import get_organization
from generated.rolewright.api.organization_api_keys import create_organization_api_key, rotate_organization_api_key
from generated.rolewright.api.organization_invitations import create_organization_invitations
from generated.rolewright.api.organization_members import list_organization_members, update_organization_member_role
from generated.rolewright.api.organization_roles import create_organization_role, delete_organization_role
from generated.rolewright.models import (
    CreateApiKeyInput,
    CreateOrganizationInvitationsInput,
    ErrorResponse,
    OrganizationMember,
    RoleInput,
    RotateApiKeyInput,
    UpdateMemberRoleInput,
)


Body = TypeVar("Body")

BASE_URL = os.environ["ROLEWRIGHT_BASE_URL"]


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


def accept_invitation(token: str) -> None:
    """Accepts an invitation, as the invited person does with the link."""
    urlopen(os.environ["ROLEWRIGHT_ACCEPT_URL"], data=token.encode()).close()


def find_member(email: str) -> tuple[int, OrganizationMember]:
    """Returns the number of members, and the member with the address."""
    page = unwrap(list_organization_members.sync(client=client, page=1, page_size=100)).data
    return page.total_organization_members, next(each for each in page.members if each.email == email)


def read_name(key: str) -> str:
    """Returns the organization's name, which proves that the key is accepted."""
    return unwrap(get_organization.sync(client=connect(BASE_URL, key))).data.name


client = connect(BASE_URL, os.environ["ROLEWRIGHT_API_KEY"])

invitations_input = CreateOrganizationInvitationsInput(emails=["eve@fernhill.example"])
invitation = unwrap(create_organization_invitations.sync(client=client, body=invitations_input)).data.invitations[0]
print(f"1 invited {invitation.email}: {invitation.status.value}")

conflict = create_organization_invitations.sync_detailed(client=client, body=invitations_input)
print(f"2 failed with {conflict.status_code.value}: {describe_error(conflict.parsed)}")

accept_invitation(invitation.token or "")
total, member = find_member("eve@fernhill.example")
print(f"3 listed {total} members, {member.email} as {member.organization_role and member.organization_role.name}")

role = unwrap(create_organization_role.sync(client=client, body=RoleInput(name="Auditor", policy_ids=[]))).data
print(f"4 created role {role.name} with {len(role.policies)} policies")

role_input = UpdateMemberRoleInput(role_id=role.id)
assigned = unwrap(update_organization_member_role.sync(member.id, client=client, body=role_input)).data
print(f"5 assigned {assigned.organization_role and assigned.organization_role.name} to {assigned.email}")

total, member = find_member("eve@fernhill.example")
print(f"6 listed {total} members, {member.email} as {member.organization_role and member.organization_role.name}")

in_use = delete_organization_role.sync_detailed(role.id, client=client)
print(f"7 failed with {in_use.status_code.value}: {describe_error(in_use.parsed)}")

key = unwrap(create_organization_api_key.sync(client=client, body=CreateApiKeyInput(name="Deployment"))).data
print(f"8 created key {key.name}, which reads {read_name(key.value)}")

rotated = unwrap(rotate_organization_api_key.sync(key.id, client=client, body=RotateApiKeyInput())).data
print(f"9 rotated key {rotated.name}, which reads {read_name(rotated.value)}")

rejected = get_organization.sync_detailed(client=connect(BASE_URL, key.value))
print(f"10 failed with {rejected.status_code.value}: {describe_error(rejected.parsed)}")

grace_period = RotateApiKeyInput(grace_period_in_hours=24)
pending = unwrap(rotate_organization_api_key.sync(key.id, client=client, body=grace_period)).data
names = {read_name(rotated.value), read_name(pending.shadow_value or "")}
print(f"11 rotated key {pending.name} with a grace period, and both values read {' '.join(names)}")

extended = connect(os.environ["ROLEWRIGHT_EXTENDED_URL"], os.environ["ROLEWRIGHT_API_KEY"])
members = unwrap(list_organization_members.sync(client=extended)).data.members
print(f"12 read {len(members)} members among unknown fields")
