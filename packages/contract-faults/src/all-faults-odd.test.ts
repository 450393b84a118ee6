/** The other half of the faults. This takes minutes: `test:stress` runs it, `test` does not. */
import { testFaultShard } from "./fault-tests.ts";

testFaultShard(1);
