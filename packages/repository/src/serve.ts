import { once } from "node:events";
import { createServer } from "node:http";
import { listen, parsePort, PortInUseError } from "@rolewright/node-kit";
import { type Running, services } from "./services.ts";
import { type ServiceName, serviceNames, type StartOptions } from "./start-options.ts";

/** Starts every service, prints their addresses, and stops them all when the signal aborts. */
export async function serve(texts: StartOptions["ports"], signal: AbortSignal): Promise<void> {
  const ports = new Map(serviceNames.map((name) => [name, parsePort(texts[name], `${name} port`)]));
  const running: Running[] = [];
  const takenPorts = new Map<ServiceName, number>();
  try {
    for (const service of services) {
      try {
        running.push({ service, ...(await service.start(ports.get(service.name) ?? 0, running)) });
      } catch (error) {
        if (!(error instanceof PortInUseError)) throw error;
        takenPorts.set(service.name, error.port);
      }
    }
    if (takenPorts.size > 0) throw new Error(await describeTakenPorts(takenPorts, running));
    console.log(formatOverview(running, process.platform));
    if (!signal.aborted) await once(signal, "abort");
  } finally {
    await Promise.all(running.map(({ close }) => close()));
  }
}

/** One sentence, and the command that starts everything on ports which are free now. */
async function describeTakenPorts(takenPorts: Map<ServiceName, number>, running: Running[]): Promise<string> {
  const reserved = new Set(running.map(({ url }) => Number(new URL(url).port)));
  const flags: string[] = [];
  for (const [name, port] of takenPorts) {
    const freePort = await findFreePort(port + 1, reserved);
    reserved.add(freePort);
    flags.push(`--${name}-port ${freePort}`);
  }
  const ports = Array.from(takenPorts, ([name, port]) => `${port} (${name})`).join(", ");
  const subject = takenPorts.size === 1 ? `Port ${ports} is` : `Ports ${ports} are`;
  return `${subject} already in use. Choose others: npx -y pnpm@12 start ${flags.join(" ")}`;
}

/** Finds the first port from `port` on that is free, and that nobody has reserved. */
async function findFreePort(port: number, reserved: ReadonlySet<number>): Promise<number> {
  if (port > 65_535) return 0;
  if (reserved.has(port)) return findFreePort(port + 1, reserved);
  const server = createServer();
  try {
    await listen(server, { port, host: "127.0.0.1" });
    return port;
  } catch (error) {
    if (!(error instanceof PortInUseError)) throw error;
    return await findFreePort(port + 1, reserved);
  } finally {
    server.close();
  }
}

/** Lists the services, the variables to set in another terminal, and commands to try. Each line can be pasted as it is. */
function formatOverview(running: Running[], platform: NodeJS.Platform): string {
  const columns = running.map(({ service, url }) => [service.name, url, service.summary] as const);
  const [names, urls] = [columns.map(([name]) => name.length), columns.map(([, url]) => url.length)];
  const rows = columns.map(
    ([name, url, about]) =>
      `  ${name.padEnd(Math.max(...names))}  ${url.padEnd(Math.max(...urls))}  ${about}`,
  );
  const examples = running.flatMap((each) =>
    each.examples.flatMap(({ summary, command }) => [`  ${summary}`, `    ${command}`]),
  );
  const variables = running.flatMap(({ environment = {} }) =>
    Object.entries(environment).map(([name, value]) => `    ${formatAssignment(name, value, platform)}`),
  );
  return [
    "",
    ...rows,
    "",
    "Use the server in another terminal, with the key of its demo organization:",
    ...variables,
    "",
    "Try:",
    ...examples,
    "",
    "Press Ctrl-C to stop everything.",
  ].join("\n");
}

/** For PowerShell on Windows, and otherwise for a POSIX shell. */
const formatAssignment = (name: string, value: string, platform: NodeJS.Platform) =>
  platform === "win32" ? `$env:${name} = '${value}'` : `export ${name}=${value}`;
