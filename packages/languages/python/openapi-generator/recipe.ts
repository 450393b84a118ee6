import {
  generateCommand,
  javaAndMaven,
  openapiGenerator,
  describeConstIssue,
} from "../../src/openapi-generator.ts";
import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  ...openapiGenerator,
  language: "Python",
  scenarios: ["v1", "v2"],
  requirements: [
    ...javaAndMaven,
    { name: "Python 3.11 or newer", check: "python3 -c 'import sys; assert sys.version_info >= (3, 11)'" },
  ],
  install: `${openapiGenerator.install} && python3 -m venv "$TOOLS/python" && "$TOOLS/python/bin/pip" install --quiet --disable-pip-version-check urllib3==2.5.0 python-dateutil==2.9.0.post0 pydantic==2.12.4 typing-extensions==4.15.0 mypy==1.18.2 types-python-dateutil==2.9.0.20261116`,
  generate: generateCommand("--generator-name python --package-name rolewright"),
  compile:
    '"$TOOLS/python/bin/python" -W error -m compileall -q generated/rolewright && MYPYPATH=generated "$TOOLS/python/bin/mypy" *.py',
  example: '"$TOOLS/python/bin/python" example.py',
  scenario: '"$TOOLS/python/bin/python" scenario.py',
  sources: "generated/rolewright/**/*.py",
  warning: /warning|error:/i,
  namingIssues: "none: `OrganizationRolesApi(client).create_organization_role(RoleInput(…))`",
  notes: [describeConstIssue("the string `true`, and rejects every response")],
};
