/** Every second fault. This takes minutes: `test:stress` runs it, `test` does not. */
import { testFaultShard } from "./fault-tests.ts";

testFaultShard(0);
