import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { findFreePort } from "@rolewright/test-support";

const prism = fileURLToPath(import.meta.resolve("@stoplight/prism-cli/dist/index.js"));

/** Prism's own command, which serves one description. */
export interface PrismProcess {
  url: string;
  child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts `prism mock` with a description of `spec`, and waits until it listens. */
export async function startPrism(description: "openapi.yaml" | "openapi-v2.yaml"): Promise<PrismProcess> {
  const port = await findFreePort();
  const file = fileURLToPath(import.meta.resolve(`@rolewright/spec/${description}`));
  const child = spawn(
    process.execPath,
    [prism, "mock", file, "--host", "127.0.0.1", "--port", String(port)],
    {
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  const lines = createInterface(child.stdout);
  await new Promise<void>((resolve, reject) => {
    lines.on("line", (line) => line.includes("Prism is listening") && resolve());
    child.on("exit", (code) => reject(new Error(`Prism ended with ${code} before it listened.`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, "exit");
    },
  };
}
