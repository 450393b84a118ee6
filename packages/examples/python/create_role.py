"""Creates a role in the organization. Needs Python 3.9 and no packages.

CONFIDENT_ORG_API_KEY=… python3 create_role.py "Release auditor"
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request

BASE_URL = os.environ.get("CONFIDENT_BASE_URL", "https://api.confident-ai.com")
API_KEY = os.environ["CONFIDENT_ORG_API_KEY"]


def send(method, path, body=None, attempts=3):
    """Sends a request and returns `data` of the response. Repeats it after a 429 or a 503, which have no effect."""
    for attempt in range(attempts):
        request = urllib.request.Request(
            BASE_URL + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"CONFIDENT_API_KEY": API_KEY, "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return json.load(response)["data"]
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503) or attempt + 1 == attempts:
                message = json.load(error).get("error", "")
                sys.exit(f"{method} {path} failed with {error.code}: {message}")
            time.sleep(float(error.headers.get("Retry-After", 1)))


def main(name):
    policies = send("GET", "/v2/organization/policies")["policies"]
    role = send("POST", "/v2/organization/roles", {"name": name, "policyIds": [policies[0]["id"]]})
    print(f"Created the role {role['name']} with the ID {role['id']}.")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "Release auditor")
