/** IDs in paths, and redirects. */
import { both, create, failed, list, nothingSent, ok, remove, times, update } from "./behavior.ts";
import type { Observation, Probe } from "./probe.ts";
import type { Caller } from "./subjects.ts";

const noOtherResource =
  (path: string) =>
  ({ got, error }: Observation) =>
    got.length === 0 ? error !== undefined : got.every(({ url }) => url.toLowerCase() === path.toLowerCase());

const idProbe = (id: string, encoded?: string): Probe => ({
  group: "ids",
  title: `the id ${JSON.stringify(id)} names nothing else`,
  deeds: [ok],
  act: (caller) => caller.removeProject(id),
  passes: encoded === undefined ? nothingSent : noOtherResource(`/v1/projects/${encoded}`),
});

const redirectProbe = (code: number, act: (caller: Caller) => Promise<unknown>, what: string): Probe => ({
  group: "redirects",
  title: `${code} to another origin gets neither the key nor ${what}`,
  deeds: (elsewhere) => [{ status: code, headers: { location: `${elsewhere}/v1/organization/roles` } }],
  act,
  passes: both(failed, ({ elsewhere }) => elsewhere.length === 0),
});

export const requestProbes: Probe[] = [
  idProbe("p1#", "p1%23"),
  idProbe("p1?x=1", "p1%3Fx%3D1"),
  idProbe("../../p2", "..%2F..%2Fp2"),
  idProbe("..\\p2", "..%5Cp2"),
  idProbe("a/b", "a%2Fb"),
  idProbe("p\n1", "p%0A1"),
  idProbe(".."),
  idProbe("."),
  idProbe(""),
  idProbe(" "),
  idProbe("%2e%2e"),
  idProbe(".%2E"),
  idProbe("%C2%A0"),
  idProbe("%c0%ae%c0%ae"),
  {
    ...idProbe("undefined"),
    title: "an undefined id is not sent as text",
    act: (caller) => caller.removeProject(undefined as never),
  },

  redirectProbe(301, list, "the request"),
  redirectProbe(302, list, "the request"),
  redirectProbe(303, create, "the request"),
  redirectProbe(307, create, "the body"),
  redirectProbe(308, update, "the body"),
  {
    group: "redirects",
    title: "a redirect on the same host is not followed",
    deeds: [{ status: 307, headers: { location: "/v1/projects/p2" } }, ok],
    act: remove,
    passes: both(failed, times(1)),
  },
  {
    group: "redirects",
    title: "the error for a redirect names the target",
    deeds: [{ status: 302, headers: { location: "https://login.example/in" } }],
    act: list,
    passes: both(failed, ({ shown }) => shown.includes("login.example/in")),
  },
];
