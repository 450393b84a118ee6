"""Runs the steps of packages/languages/scenario-v2.txt with the client that openapi-generator generated."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).parent / "generated"))

from rolewright import (
    ApiClient,
    ApiException,
    Configuration,
    CreateApiKeyInput,
    CreateOrganizationInvitationsInput,
    ErrorResponse,
    ImmediatelyRotatedApiKey,
    OrganizationAPIKeysApi,
    OrganizationApi,
    OrganizationInvitationsApi,
    OrganizationMember,
    OrganizationMembersApi,
    OrganizationRolesApi,
    PendingRotationApiKey,
    RoleInput,
    RotateApiKeyInput,
    UpdateMemberRoleInput,
)

BASE_URL = os.environ["ROLEWRIGHT_BASE_URL"]


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


def accept_invitation(token: str) -> None:
    """Accepts an invitation, as the invited person does with the link."""
    urlopen(os.environ["ROLEWRIGHT_ACCEPT_URL"], data=token.encode()).close()


def find_member(email: str) -> tuple[int, OrganizationMember]:
    """Returns the number of members, and the member with the address."""
    page = organization_members.list_organization_members(page=1, page_size=100).data
    return page.total_organization_members, next(each for each in page.members if each.email == email)


def read_name(key: str) -> str:
    """Returns the organization's name, which proves that the key is accepted."""
    return OrganizationApi(connect(BASE_URL, key)).get_organization().data.name


client = connect(BASE_URL, os.environ["ROLEWRIGHT_API_KEY"])
organization_members = OrganizationMembersApi(client)
organization_roles = OrganizationRolesApi(client)
api_keys = OrganizationAPIKeysApi(client)
invitations = OrganizationInvitationsApi(client)

invitations_input = CreateOrganizationInvitationsInput(emails=["eve@fernhill.example"])
invitation = invitations.create_organization_invitations(invitations_input).data.invitations[0]
print(f"1 invited {invitation.email}: {invitation.status.value}")

print(f"2 {describe_error(lambda: invitations.create_organization_invitations(invitations_input))}")

accept_invitation(invitation.token or "")
total, member = find_member("eve@fernhill.example")
print(f"3 listed {total} members, {member.email} as {member.organization_role and member.organization_role.name}")

role = organization_roles.create_organization_role(RoleInput(name="Auditor", policy_ids=[])).data
print(f"4 created role {role.name} with {len(role.policies)} policies")

role_input = UpdateMemberRoleInput(role_id=role.id)
assigned = organization_members.update_organization_member_role(member.id, role_input).data
print(f"5 assigned {assigned.organization_role and assigned.organization_role.name} to {assigned.email}")

total, member = find_member("eve@fernhill.example")
print(f"6 listed {total} members, {member.email} as {member.organization_role and member.organization_role.name}")

print(f"7 {describe_error(lambda: organization_roles.delete_organization_role(role.id))}")

key = api_keys.create_organization_api_key(CreateApiKeyInput(name="Deployment")).data
print(f"8 created key {key.name}, which reads {read_name(key.value)}")

rotated = api_keys.rotate_organization_api_key(key.id, RotateApiKeyInput()).data.actual_instance
assert isinstance(rotated, ImmediatelyRotatedApiKey)
print(f"9 rotated key {rotated.name}, which reads {read_name(rotated.value)}")

outgoing = OrganizationApi(connect(BASE_URL, key.value))
print(f"10 {describe_error(outgoing.get_organization)}")

grace_period = RotateApiKeyInput(grace_period_in_hours=24)
pending = api_keys.rotate_organization_api_key(key.id, grace_period).data.actual_instance
assert isinstance(pending, PendingRotationApiKey)
names = {read_name(rotated.value), read_name(pending.shadow_value)}
print(f"11 rotated key {pending.name} with a grace period, and both values read {' '.join(names)}")

extended = connect(os.environ["ROLEWRIGHT_EXTENDED_URL"], os.environ["ROLEWRIGHT_API_KEY"])
members = OrganizationMembersApi(extended).list_organization_members().data.members
print(f"12 read {len(members)} members among unknown fields")
