import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  createTemporaryDatabase,
  findFreePort,
  findPostgresSkipReason,
  type TemporaryDatabase,
} from "@rolewright/test-support";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { parse, parseAllDocuments } from "yaml";

const cli = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));
const readText = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");

interface Probe {
  httpGet: { path: string; port: string };
}

interface Manifest {
  kind: string;
  metadata: { name: string };
  spec: {
    ports: { port: number; targetPort: string }[];
    template: {
      spec: {
        terminationGracePeriodSeconds: number;
        containers: {
          ports: { name: string; containerPort: number }[];
          env: { name: string; value: string }[];
          volumeMounts: { name: string; mountPath: string }[];
          livenessProbe: Probe;
          readinessProbe: Probe;
          startupProbe: Probe;
          lifecycle: { preStop: { exec: { command: string[] } } };
        }[];
      };
    };
  };
}

/** What a file says about the environment of the server. */
interface Environment {
  variables: Record<string, string>;
  /** The file with the password, in the container. */
  passwordFile: string;
  port: number;
}

// Other tests check the files by their schemas.
const manifests = parseAllDocuments(readText("kubernetes.yaml")).map((each) => each.toJS() as Manifest);
const findManifest = (kind: string) => manifests.find((each) => each.kind === kind) as Manifest;
const pod = findManifest("Deployment").spec.template.spec;
const [container] = pod.containers as [(typeof pod.containers)[number]];

/** Returns the variables that the image sets. */
const readImageVariables = () => {
  const [, line = ""] = /^ENV (.*)$/m.exec(readText("Dockerfile")) ?? [];
  return Object.fromEntries(line.split(" ").map((each) => each.split("=")));
};

const environments = {
  "kubernetes.yaml": (): Environment => ({
    variables: Object.fromEntries(container.env.map(({ name, value }) => [name, value])),
    passwordFile: `${container.volumeMounts[0]?.mountPath}/password`,
    port: container.ports[0]?.containerPort ?? 0,
  }),
  "compose.yaml": (): Environment => {
    const { services } = parse(readText("compose.yaml")) as {
      services: { server: { environment: Record<string, string>; secrets: string[]; ports: string[] } };
    };
    const { environment, secrets, ports } = services.server;
    const port = Number(ports[0]?.split(":").at(-1));
    return { variables: environment, passwordFile: `/run/secrets/${secrets[0]}`, port };
  },
};

describe.skipIf(findPostgresSkipReason()).each(["kubernetes.yaml", "compose.yaml"] as const)(
  "the server of %s",
  (file) => {
    let postgres: TemporaryDatabase;
    let folder: string;
    let child: ChildProcess;
    let url: string;

    beforeAll(async () => {
      postgres = await createTemporaryDatabase("postgres");
      folder = mkdtempSync(join(tmpdir(), "rolewright-deploy-"));
      writeFileSync(join(folder, "password"), "any\n");
      const { variables } = environments[file]();
      const port = await findFreePort();
      url = `http://127.0.0.1:${port}`;
      child = spawn(process.execPath, [cli], {
        cwd: folder,
        stdio: "ignore",
        env: {
          ...readImageVariables(),
          ...variables,
          // Only the addresses and paths of the machine are replaced.
          ROLEWRIGHT_DATABASE: postgres.name,
          ROLEWRIGHT_DATABASE_PASSWORD_FILE: join(folder, "password"),
          ROLEWRIGHT_SERVER_PORT: String(port),
        },
      });
      await vi.waitFor(() => fetch(url), { timeout: 30_000, interval: 100 });
    });

    afterAll(async () => {
      child.kill("SIGKILL");
      rmSync(folder, { recursive: true });
      await postgres.remove();
    });

    it("has the variables and the port of the command", () => {
      const { variables, passwordFile, port } = environments[file]();
      expect(variables["ROLEWRIGHT_DATABASE"]).toMatch(/^postgres:\/\/rolewright@[\w-]+:5432\/roles$/);
      expect(variables["ROLEWRIGHT_DATABASE_PASSWORD_FILE"]).toBe(passwordFile);
      const help = execFileSync(process.execPath, [cli, "--help"], { encoding: "utf8" });
      expect(help).toContain(`(default ${port})`);
      expect(readText("Dockerfile")).toContain(`EXPOSE ${port}\n`);
    });

    it("responds to its probes", async () => {
      const paths = [container.livenessProbe, container.readinessProbe, container.startupProbe].map(
        ({ httpGet }) => httpGet.path,
      );
      for (const path of paths) expect((await fetch(`${url}${path}`)).status).toBe(200);
    });
  },
);

describe("the Kubernetes manifest", () => {
  it("sends requests and probes to the port of the server", () => {
    const [port] = container.ports;
    const service = manifests.find(
      ({ kind, metadata }) => kind === "Service" && metadata.name === "rolewright",
    );
    expect(service?.spec.ports[0]?.targetPort).toBe(port?.name);
    for (const probe of [container.livenessProbe, container.readinessProbe, container.startupProbe])
      expect(probe.httpGet.port).toBe(port?.name);
  });

  it("gives the pod the time that its hook and the server need", async () => {
    const [, ...args] = container.lifecycle.preStop.exec.command;
    const startedAt = performance.now();
    const hook = spawn(process.execPath, args);
    onTestFinished(() => void hook.kill("SIGKILL"));
    expect(await once(hook, "exit")).toEqual([0, null]);
    const hookSeconds = (performance.now() - startedAt) / 1_000;
    expect(hookSeconds).toBeGreaterThan(4.9);
    // The server stops within 5 seconds.
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(hookSeconds + 5);
  });
});

const analyze = "/usr/bin/systemd-analyze";

describe.skipIf(!existsSync(analyze))("the systemd unit in the README", () => {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-unit-"));
  const unit = join(folder, "rolewright.service");
  const [, text = ""] = /```ini\n([\s\S]*?)```/.exec(readText("../README.md")) ?? [];
  writeFileSync(unit, text.replaceAll(/^ {2}/gm, "").replace("/usr/bin/node", process.execPath));

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is valid, and leaves the service few privileges", () => {
    const verified = spawnSync(analyze, ["verify", unit], { encoding: "utf8" });
    expect([verified.status, verified.stderr]).toEqual([0, ""]);
    // The threshold is ten times the exposure that the command prints.
    const rated = spawnSync(analyze, ["security", "--offline=true", "--threshold=20", "--no-pager", unit], {
      encoding: "utf8",
    });
    expect([rated.status, rated.stderr]).toEqual([0, ""]);
  });
});
