/** Holds `redocly score` to a floor: Redocly's command prints the score but has no threshold of its own. */
import { execFileSync } from "node:child_process";

const floor = 93;

const report = execFileSync("redocly", ["score", "openapi.yaml", "--format", "json"], {
  encoding: "utf8",
  stdio: ["ignore", "pipe", "ignore"],
});
/** @type {{ agentReadiness: number }} */
const { agentReadiness } = JSON.parse(report);

console.log(`redocly score: ${agentReadiness} (at least ${floor})`);
if (agentReadiness < floor) {
  console.error(
    `The description scores ${agentReadiness}, below ${floor}. Run \`pnpm exec redocly score openapi.yaml\` in spec/ to see which operations cost most.`,
  );
  process.exitCode = 1;
}
