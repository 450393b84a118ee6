"""Lists the roles of an organization, and handles an error response."""

import os

from generated.rolewright import AuthenticatedClient
from generated.rolewright.api.organization_roles import delete_organization_role, list_organization_roles
from generated.rolewright.models import ErrorResponse

client = AuthenticatedClient(
    base_url=os.environ["ROLEWRIGHT_BASE_URL"],
    token=os.environ["ROLEWRIGHT_API_KEY"],
    prefix="",  # the default is "Bearer"
    auth_header_name="CONFIDENT_API_KEY",
)

listed = list_organization_roles.sync(client=client)
if listed is None or isinstance(listed, ErrorResponse):
    raise RuntimeError(f"request failed: {listed}")
for role in listed.data.roles:
    print(role.name)

response = delete_organization_role.sync_detailed("unknown-role", client=client)
if isinstance(response.parsed, ErrorResponse):
    print(f"failed with {response.status_code.value}: {response.parsed.error}")
