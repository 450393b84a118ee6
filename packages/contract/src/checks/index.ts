import type { Fixtures } from "../client/fixtures.ts";
import { actions } from "./actions.ts";
import { backgroundJobs } from "./background-jobs.ts";
import { boundaries } from "./boundaries.ts";
import { collectionLimit } from "./collection-limit.ts";
import { credentialRotation } from "./credential-rotation.ts";
import { singleOwner } from "./single-owner.ts";
import { membershipRoles } from "./membership-roles.ts";
import { oneTimeSecrets } from "./one-time-secrets.ts";
import { pagination } from "./pagination.ts";
import { removalCascades } from "./removal-cascades.ts";
import { uniqueLists } from "./unique-lists.ts";
import { useAfterFreeTasks } from "./use-after-free.ts";
import { examplesValid } from "./examples-valid.ts";
import { filters } from "./filters.ts";
import { fuzz } from "./fuzz.ts";
import { itemPositions } from "./item-positions.ts";
import { isolation } from "./isolation.ts";
import { ignoredAuth } from "./ignored-auth.ts";
import { readYourWrites } from "./read-your-writes.ts";
import { longLists } from "./long-lists.ts";
import { malformedRequests } from "./malformed-request.ts";
import { distinctNames } from "./distinct-names.ts";
import { nameUniqueness } from "./name-uniqueness.ts";
import { idempotentPut } from "./idempotent-put.ts";
import { deletionRaces } from "./deletion-races.ts";
import { repeatedReads } from "./repeated-reads.ts";
import { resourceRules } from "./resource-rules.ts";
import { secondOrganization } from "./second-organization.ts";
import { sequentialReads } from "./sequential-reads.ts";
import type { Task } from "./task.ts";
import { textRoundTrips } from "./text-round-trips.ts";
import { jsonEncodings } from "./json-encodings.ts";

const taskFactories = [
  pagination,
  singleOwner,
  removalCascades,
  backgroundJobs,
  sequentialReads,
  itemPositions,
  longLists,
  actions,
  filters,
  collectionLimit,
  examplesValid,
  repeatedReads,
  boundaries,
  malformedRequests,
  jsonEncodings,
  ignoredAuth,
  fuzz,
  readYourWrites,
  useAfterFreeTasks,
  nameUniqueness,
  distinctNames,
  textRoundTrips,
  resourceRules,
  idempotentPut,
  deletionRaces,
  isolation,
  secondOrganization,
  oneTimeSecrets,
  credentialRotation,
  membershipRoles,
  uniqueLists,
];

/** All tasks that the run can perform with its options. */
export const createTasks = (fixtures: Fixtures, seed: number): Task[] =>
  taskFactories.flatMap((make) => make(fixtures, seed));
