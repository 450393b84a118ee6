import { boundaries } from "./boundaries.ts";
import { examples } from "./examples.ts";
import { isolation } from "./isolation.ts";
import { keys } from "./keys.ts";
import { lifecycle } from "./lifecycle.ts";
import { malformed } from "./malformed.ts";
import { names } from "./names.ts";
import { put } from "./put.ts";
import { roles } from "./roles.ts";
import type { Task, TaskMaker } from "./task.ts";

const makers: TaskMaker[] = [examples, boundaries, malformed, keys, lifecycle, names, roles, put, isolation];

/** Everything that a run can do, in the order of its phases. */
export const allTasks: (world: Parameters<TaskMaker>[0]) => Task[] = (world) =>
  makers.flatMap((make) => make(world));
