import {
  generateCommand,
  javaAndMaven,
  openapiGenerator,
  describeConstIssue,
} from "../../src/openapi-generator.ts";
import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  ...openapiGenerator,
  language: "PHP",
  scenarios: ["v1"],
  requirements: [
    ...javaAndMaven,
    {
      name: "PHP 8.1 or newer with Guzzle (Debian: php-cli php-curl php-mbstring php-guzzlehttp-guzzle)",
      check: 'php -r \'require "GuzzleHttp/autoload.php"; exit(extension_loaded("curl") ? 0 : 1);\'',
    },
  ],
  generate: generateCommand("--generator-name php --invoker-package Rolewright"),
  compile:
    "find generated/lib *.php -name '*.php' -print0 | xargs -0 -n 1 -P 2 php -d error_reporting=-1 -d display_errors=1 -l",
  example: "php -d error_reporting=-1 -d display_errors=1 example.php",
  scenario: "php -d error_reporting=-1 -d display_errors=1 scenario.php",
  sources: "generated/lib/**/*.php",
  warning: /warning|deprecated:/i,
  namingIssues: "`permission_ids` as array keys, where PHP would write `permissionIds`",
  notes: [describeConstIssue("the string `true`, and rejects every response")],
};
