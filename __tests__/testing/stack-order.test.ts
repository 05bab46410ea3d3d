import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { inStackOrder } from "../../src/terraform/stack-order";

const stack = (name: string, ...dependencies: string[]) => ({ name, dependencies });
const stacks = [
  stack("state"),
  stack("network"),
  stack("eks", "network"),
  stack("data", "network"),
  stack("addons", "eks"),
];

/** Runs the stacks and returns what was begun and ended, in order. */
async function trace(options: { limit: number; reverse?: boolean }, failing?: string) {
  const events: string[] = [];
  let running = 0;
  let most = 0;
  const done = inStackOrder(stacks, options, async ({ name }) => {
    events.push(`+${name}`);
    most = Math.max(most, ++running);
    await pause(5);
    running--;
    if (name === failing) throw new Error(`${name} failed`);
    events.push(`-${name}`);
  });
  const error = await done.catch((reason: Error) => reason);
  return { events, most, error };
}

describe("inStackOrder", () => {
  test("starts a stack only when all that it depends on are done, at most so many at once", async () => {
    const { events, most } = await trace({ limit: 2 });
    expect(events).toHaveLength(10);
    for (const { name, dependencies } of stacks)
      for (const earlier of dependencies)
        expect(events.indexOf(`-${earlier}`)).toBeLessThan(events.indexOf(`+${name}`));
    expect(most).toBe(2);
  });

  test("goes the other way round to destroy", async () => {
    const { events } = await trace({ limit: 3, reverse: true });
    for (const { name, dependencies } of stacks)
      for (const earlier of dependencies)
        expect(events.indexOf(`-${name}`)).toBeLessThan(events.indexOf(`+${earlier}`));
  });

  test("starts nothing more after a failure, and waits for what runs", async () => {
    const { events, error } = await trace({ limit: 2 }, "network");
    expect(error).toMatchObject({ message: "network failed" });
    expect(events).toEqual(["+state", "+network", "-state"]);
  });

  test("tells all failures of stacks that ran side by side", async () => {
    const failing = inStackOrder([stack("a"), stack("b")], { limit: 2 }, async ({ name }) => {
      await pause(5);
      throw new Error(`${name} failed`);
    });
    await expect(failing).rejects.toThrow("a failed\nb failed");
  });

  test("ignores dependencies that are not among the stacks", async () => {
    const done: string[] = [];
    await inStackOrder([stack("eks", "network")], { limit: 1 }, async ({ name }) => void done.push(name));
    expect(done).toEqual(["eks"]);
  });

  test("fails when stacks depend on each other in a circle", async () => {
    const circle = [stack("a", "b"), stack("b", "a")];
    await expect(inStackOrder(circle, { limit: 2 }, async () => {})).rejects.toThrow("circle: a, b");
  });
});
