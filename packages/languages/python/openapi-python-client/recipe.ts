import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  language: "Python",
  generator: "openapi-python-client",
  version: "0.29.1",
  description: "openapi.json",
  requirements: [
    { name: "Python 3.11 or newer", check: "python3 -c 'import sys; assert sys.version_info >= (3, 11)'" },
  ],
  install:
    'python3 -m venv "$TOOLS" && "$TOOLS/bin/pip" install --quiet --disable-pip-version-check openapi-python-client==0.29.1 ruff==0.17.6 mypy==1.18.2',
  generate:
    'PATH="$TOOLS/bin:$PATH" openapi-python-client generate --path "$DESCRIPTION" --meta none --output-path generated/rolewright --overwrite',
  compile:
    '"$TOOLS/bin/python" -W error -m compileall -q generated && "$TOOLS/bin/mypy" --strict --follow-imports silent --explicit-package-bases scenario.py',
  scenario: '"$TOOLS/bin/python" scenario.py',
  sources: "generated/**/*.py",
  warning: /warning|error:/i,
  namingIssues: "none: `create_organization_role.sync(client=client, body=RoleInput(…))`",
  notes: [],
};
