"""Lists the roles of an organization, and handles an error response."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "generated"))

from rolewright import ApiClient, ApiException, Configuration, ErrorResponse, OrganizationRolesApi

configuration = Configuration(
    host=os.environ["ROLEWRIGHT_BASE_URL"],
    api_key={"ApiKey": os.environ["ROLEWRIGHT_API_KEY"]},
)
roles = OrganizationRolesApi(ApiClient(configuration))

for role in roles.list_organization_roles().data.roles:
    print(role.name)

try:
    roles.delete_organization_role("unknown-role")
except ApiException as failure:
    if isinstance(failure.data, ErrorResponse):
        print(f"failed with {failure.status}: {failure.data.error}")
