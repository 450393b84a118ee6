import { generateCommand, javaAndMaven, openapiGenerator } from "../../src/openapi-generator.ts";
import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  ...openapiGenerator,
  language: "Perl",
  scenarios: ["v1"],
  requirements: [
    ...javaAndMaven,
    {
      name: "Perl with Moose and others (Debian: libclass-accessor-perl libclass-data-inheritable-perl libdatetime-format-iso8601-perl libhash-merge-perl libjson-perl liblist-moreutils-perl liblog-any-perl libmodule-find-perl libmodule-runtime-perl libmoose-perl libnamespace-autoclean-perl liburi-query-perl libwww-perl)",
      check:
        "perl -MClass::Accessor -MClass::Data::Inheritable -MDateTime::Format::ISO8601 -MHash::Merge -MJSON -MList::MoreUtils -MLog::Any -MLWP::UserAgent -MModule::Find -MMoose -Mnamespace::autoclean -MURI::Query -e 1",
    },
  ],
  generate: generateCommand("--generator-name perl --additional-properties=moduleName=Rolewright"),
  compile: "find generated/lib *.pl -name '*.p[ml]' -print0 | xargs -0 -n 1 -P 2 perl -Igenerated/lib -wc",
  example: "perl -w example.pl",
  scenario: "perl -w scenario.pl",
  sources: "generated/lib/**/*.pm",
  warning: /^(?=.)(?!.* syntax OK$)/,
  namingIssues:
    "`Rolewright::Object::RoleInput`, `Object` in each name; `policyIds` in constructors, but `policy_ids` in accessors",
  notes: [
    "LWP replaces underscores in header names with hyphens, and the API then returns 401. The scenario therefore sets `$HTTP::Headers::TRANSLATE_UNDERSCORE` to 0.",
    "A `date-time` that is `null` stops the client with an error of `DateTime`, so it cannot read API keys of version 2 without an expiry. We found no upstream issue.",
    "`null` cannot be sent, because undefined fields are omitted. An error response dies with one string; the scenario extracts the body and builds an `ErrorResponse` from it.",
  ],
};
