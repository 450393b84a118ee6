import { once } from "node:events";
import { parseArgs } from "node:util";
import { type Running, services } from "./services.ts";

/** Starts every service, says where each is, and stops them all when the signal says so. */
export async function serve(flags: string[], signal: AbortSignal): Promise<void> {
  const ports = readPorts(flags);
  const running: Running[] = [];
  try {
    for (const service of services)
      running.push({ service, ...(await service.start(ports.get(service.name) ?? 0, running)) });
    console.log(overview(running));
    if (!signal.aborted) await once(signal, "abort");
  } finally {
    await Promise.all(running.map(({ close }) => close()));
  }
}

/** The port of each service: a flag, else the environment, else its own. */
function readPorts(flags: string[]): Map<string, number> {
  const options = Object.fromEntries(
    services.map(({ name }) => [`${name}-port`, { type: "string" as const }]),
  );
  const { values } = parseArgs({ args: flags, options });
  return new Map(
    services.map(({ name, port }) => {
      const text =
        values[`${name}-port`] ?? process.env[`ROLEWRIGHT_${name.toUpperCase()}_PORT`] ?? String(port);
      if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
        throw new Error(
          `The port of the ${name} is "${text}". Give a number from 0 to 65535, 0 for any free one.`,
        );
      }
      return [name, Number(text)];
    }),
  );
}

function overview(running: Running[]): string {
  const columns = running.map(({ service, url }) => [service.name, url, service.about] as const);
  const [names, urls] = [columns.map(([name]) => name.length), columns.map(([, url]) => url.length)];
  const rows = columns.map(
    ([name, url, about]) =>
      `  ${name.padEnd(Math.max(...names))}  ${url.padEnd(Math.max(...urls))}  ${about}`,
  );
  const examples = running.flatMap((each) =>
    each.examples.flatMap(({ about, command }) => [`  ${about}`, `    ${command}`]),
  );
  return ["", ...rows, "", "Try:", ...examples, "", "Ctrl-C stops everything."].join("\n");
}
