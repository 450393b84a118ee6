import { generateWith, javaAndMaven, openapiGenerator } from "../../src/openapi-generator.ts";
import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  ...openapiGenerator,
  language: "Perl",
  needs: [
    ...javaAndMaven,
    {
      name: "Perl with Moose and others (Debian: libclass-accessor-perl libclass-data-inheritable-perl libdatetime-format-iso8601-perl libhash-merge-perl libjson-perl liblist-moreutils-perl liblog-any-perl libmodule-find-perl libmodule-runtime-perl libmoose-perl libnamespace-autoclean-perl liburi-query-perl libwww-perl)",
      check:
        "perl -MClass::Accessor -MClass::Data::Inheritable -MDateTime::Format::ISO8601 -MHash::Merge -MJSON -MList::MoreUtils -MLog::Any -MLWP::UserAgent -MModule::Find -MMoose -Mnamespace::autoclean -MURI::Query -e 1",
    },
  ],
  generate: generateWith("--generator-name perl --additional-properties=moduleName=Rolewright"),
  compile: "find generated/lib story.pl -name '*.p[ml]' -print0 | xargs -0 -n 1 perl -Igenerated/lib -wc",
  story: "perl -w story.pl",
  sources: "generated/lib/**/*.pm",
  warning: /^(?=.)(?!.* syntax OK$)/,
  uglyNames:
    "`Rolewright::Object::RoleInput`, the generator's `Object` in each name; `policyIds` when it is made, `policy_ids` when it is read",
  remarks: [
    "LWP turns the underscores of a header's name into hyphens, and the API then answers 401: the story sets `$HTTP::Headers::TRANSLATE_UNDERSCORE` to 0.",
    "Null cannot be sent: what is undefined is left out, which this API takes for the same. A refusal dies with one text: the story takes the body out of it and builds `ErrorResponse` of it.",
  ],
};
