import type { Fixtures } from "../client/fixtures.ts";
import { ruleName } from "../rules/resource.ts";
import { testOmittedFields } from "./omitted-fields.ts";
import { findQuietPlace } from "./quiet-place.ts";
import type { Task } from "./task.ts";

/** Updates the only item of a collection. Other tasks update one of many. */
export const onlyItem = (fixtures: Fixtures): Task[] =>
  fixtures.resources
    .filter(({ update, omittedFields }) => update && omittedFields)
    .map((resource) => ({
      name: `omitted fields of the only item: ${resource.name}`,
      phase: "sequential",
      checks: ["idempotent_put", "read_your_writes"],
      rule: ruleName(resource, "omittedFields"),
      async run(ctx) {
        const place = await findQuietPlace(fixtures, resource, ctx);
        await testOmittedFields(place.fixtures, resource, place.ctx);
      },
    }));
