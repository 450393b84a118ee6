import type { World } from "../session/world.ts";
import { boundaries } from "./boundaries.ts";
import { deletion } from "./deletion.ts";
import { examples } from "./examples.ts";
import { fuzz } from "./fuzz.ts";
import { isolation } from "./isolation.ts";
import { keys } from "./keys.ts";
import { lifecycle } from "./lifecycle.ts";
import { malformed } from "./malformed.ts";
import { namesApart } from "./names-apart.ts";
import { names } from "./names.ts";
import { put } from "./put.ts";
import { races } from "./races.ts";
import { reading } from "./reading.ts";
import { roles } from "./roles.ts";
import { secondOrganization } from "./second-organization.ts";
import type { Task } from "./task.ts";
import { texts } from "./texts.ts";
import { writings } from "./writings.ts";

const makers = [
  examples,
  reading,
  boundaries,
  malformed,
  writings,
  keys,
  fuzz,
  lifecycle,
  deletion,
  names,
  namesApart,
  texts,
  roles,
  put,
  races,
  isolation,
  secondOrganization,
];

/** Everything that a run can do with what it was given. */
export const allTasks = (world: World, seed: number): Task[] => makers.flatMap((make) => make(world, seed));
