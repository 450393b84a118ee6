import { expect, it } from "vitest";
import { createClock, toCreationTime } from "./clock.ts";
import { readIdTime } from "./ids.ts";

const start = Date.parse("2027-01-01T00:00:00.000Z");

/** A clock whose time sources the test sets. Both read milliseconds after the start. */
function createTestClock() {
  const time = { wall: 0, stopwatch: 0 };
  const clock = createClock({
    readWallClock: () => start + time.wall,
    readStopwatch: () => time.stopwatch,
  });
  const passMs = (ms: number) => {
    time.wall += ms;
    time.stopwatch += ms;
  };
  return { clock, time, passMs, read: () => Date.parse(clock.now()) - start };
}

it("follows the clock of the machine", () => {
  const { clock, passMs } = createTestClock();
  expect(clock.now()).toBe("2027-01-01T00:00:00.000Z");
  passMs(1_500);
  expect(clock.now()).toBe("2027-01-01T00:00:01.500Z");
  expect(clock.readLead()).toBe(0);
});

it("passes at half speed while the clock of the machine is behind, until that has caught up", () => {
  const { clock, time, passMs, read } = createTestClock();
  read();
  time.wall = -1_000;
  expect([read(), clock.readLead()]).toEqual([0, 1_000]);
  passMs(1_000);
  expect([read(), clock.readLead()]).toEqual([500, 500]);
  passMs(1_000);
  expect([read(), clock.readLead()]).toEqual([1_000, 0]);
  passMs(1_000);
  expect(read()).toBe(2_000);
});

it("never goes back, also if the clock of the machine is set several times", () => {
  const { clock, time, passMs } = createTestClock();
  const times: string[] = [];
  const ids: string[] = [];
  for (const wall of [0, -60_000, 5_000, -3_600_000, -3_599_000, 4_000]) {
    time.wall = wall;
    passMs(10);
    times.push(clock.now());
    ids.push(clock.createId(), clock.createId());
  }
  expect(times).toEqual(times.toSorted());
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(ids.length);
});

it("moves on to a later time, and not back to an earlier one", () => {
  const { clock, passMs, read } = createTestClock();
  clock.advanceTo(start + 60_000);
  expect(read()).toBe(60_000);
  clock.advanceTo(start);
  passMs(10);
  expect(read()).toBe(60_005);
  clock.advanceTo(start + 90_000);
  passMs(10);
  clock.now();
  passMs(10);
  expect(read()).toBe(90_005);
});

it("creates IDs of its own time", () => {
  const { clock } = createTestClock();
  clock.advanceTo(start + 60_000);
  expect(readIdTime(clock.createId())).toBe(start + 60_000);
});

it("gives a new item a time after the newest item", () => {
  const now = "2027-01-01T00:00:00.000Z";
  expect(toCreationTime(now, "")).toBe(now);
  expect(toCreationTime(now, "2026-12-31T23:59:59.999Z")).toBe(now);
  expect(toCreationTime(now, now)).toBe("2027-01-01T00:00:00.001Z");
  expect(toCreationTime(now, "2027-01-01T00:59:59.999Z")).toBe("2027-01-01T01:00:00.000Z");
});
