import { describe, expect, it } from "vitest";
import { createEmbedGate } from "../../src/adapters/transformers/embed-gate.js";

/** Work that ends on demand. */
function createWork() {
  const ends: (() => void)[] = [];
  const started: number[] = [];
  return {
    started,
    end: (index: number) => ends[index]?.(),
    start: (index: number) => () =>
      new Promise<number>((resolve) => {
        started.push(index);
        ends[index] = () => resolve(index);
      }),
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("the gate in front of the threads", () => {
  it("admits a fixed number at a time, in order of arrival", async () => {
    const gate = createEmbedGate(2);
    const work = createWork();
    const results = [0, 1, 2, 3].map((index) => gate.run(work.start(index)));
    await turn();
    expect({ started: work.started, waiting: gate.waiting }).toEqual({ started: [0, 1], waiting: 2 });
    work.end(1);
    await turn();
    expect({ started: work.started, waiting: gate.waiting }).toEqual({ started: [0, 1, 2], waiting: 1 });
    for (const index of [0, 2]) work.end(index);
    await turn();
    work.end(3);
    expect(await Promise.all(results)).toEqual([0, 1, 2, 3]);
  });

  it("counts the texts of waiting calls", async () => {
    const gate = createEmbedGate(1);
    const work = createWork();
    const results = [0, 1, 2].map((index) => gate.run(work.start(index), 10 + index));
    await turn();
    expect(gate.waiting).toBe(11 + 12);
    work.end(0);
    await turn();
    expect(gate.waiting).toBe(12);
    work.end(1);
    await turn();
    work.end(2);
    await Promise.all(results);
    expect(gate.waiting).toBe(0);
  });

  it("is empty only after the last call ends, even if one fails", async () => {
    const gate = createEmbedGate(2);
    const work = createWork();
    const failed = gate.run(() => Promise.reject(new Error("no")));
    await expect(failed).rejects.toThrow("no");
    await gate.untilEmpty();
    const results = [0, 1].map((index) => gate.run(work.start(index)));
    await turn();
    let empty = false;
    const emptied = gate.untilEmpty().then(() => (empty = true));
    work.end(0);
    await turn();
    expect(empty).toBe(false);
    work.end(1);
    await Promise.all([...results, emptied]);
    expect(empty).toBe(true);
  });
});
