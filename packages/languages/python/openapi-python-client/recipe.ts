import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  language: "Python",
  generator: "openapi-python-client",
  version: "0.29.1",
  description: "openapi.json",
  scenarios: ["v1", "v2"],
  requirements: [
    { name: "Python 3.11 or newer", check: "python3 -c 'import sys; assert sys.version_info >= (3, 11)'" },
  ],
  install:
    'python3 -m venv "$TOOLS" && "$TOOLS/bin/pip" install --quiet --disable-pip-version-check openapi-python-client==0.29.1 ruff==0.17.6 mypy==1.18.2',
  generate:
    'PATH="$TOOLS/bin:$PATH" openapi-python-client generate --path "$DESCRIPTION" --meta none --output-path generated/rolewright --overwrite',
  compile:
    '"$TOOLS/bin/python" -W error -m compileall -q generated && "$TOOLS/bin/mypy" --strict --follow-imports silent --explicit-package-bases *.py',
  example: '"$TOOLS/bin/python" example.py',
  scenario: '"$TOOLS/bin/python" scenario.py',
  sources: "generated/**/*.py",
  warning: /warning|error:/i,
  namingIssues: "none: `create_organization_role.sync(client=client, body=RoleInput(…))`",
  notes: [
    "A union is parsed as its first model that does not fail, and `null` fields are not checked ([openapi-python-client#219](https://github.com/openapi-generators/openapi-python-client/issues/219)). So an API key that was rotated with a grace period is read as `ImmediatelyRotatedApiKey`, with the new value in `shadow_value` and `rotates_at` as text. Check `shadow_value`, not the type.",
  ],
};
