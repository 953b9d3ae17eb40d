import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createMemoryVectorIndex } from "../../src/adapters/memory/vector-index.js";
import type { Positions } from "../../src/ports/ingest/positions.js";
import type { Turns } from "../../src/ports/ingest/turns.js";
import { createSharedGroups } from "../../src/services/duplicates/shared-groups.js";
import { createEngineVectorSync } from "../../src/services/indexes/engine-sync.js";

const east = Float32Array.of(1, 0);
const nearlyEast = Float32Array.of(0.96, 0.28);
const north = Float32Array.of(0, 1);

/** What processes share: vectors, the log of their changes, and turns. */
async function openShared(vectors: readonly Float32Array[]) {
  const vectorIndex = createMemoryVectorIndex();
  const put = vectors.map((vector, at) => ({ ordinal: at + 1, vector }));
  await vectorIndex.apply({ put, removed: [], lastChange: put.length });
  const shared = { vectorIndex, position: 0, linked: [] as number[][], refreshes: 0, held: 0, together: 0, fails: 0 };
  const positions: Positions = {
    read: async () => shared.position,
    advance: async (_log, to) => void (shared.position = Math.max(shared.position, to)),
  };
  const turns: Turns = {
    async withTurn(_name, task) {
      if (shared.held > 0) return undefined;
      shared.held += 1;
      try {
        return await task({ fence: 1, signal: new AbortController().signal });
      } finally {
        shared.held -= 1;
      }
    },
  };
  /** One process. */
  const open = () => {
    let reads = 0;
    const groups = createSharedGroups({
      duplicates: {
        readPairs: async () => {
          reads += 1;
          return shared.linked.map(([ordinal, other]) => ({ ordinal: ordinal!, other: other!, similarity: 1 }));
        },
      },
      readVersion: async () => shared.position,
      now: () => 0,
    });
    const sync = createEngineVectorSync({
      refresh: async () => void (shared.refreshes += 1),
      changes: {
        readLastChange: async () => 10,
        readVectorChanges: async (since) => {
          const step = put.filter(({ ordinal }) => ordinal > since).slice(0, 2);
          return { put: step, removed: [], lastChange: step.at(-1)?.ordinal ?? since };
        },
      },
      vectorIndex,
      positions,
      turns,
      groups,
      async linkDuplicates({ pairs }) {
        await delay(2);
        if (shared.fails-- > 0) throw new Error("it died");
        shared.linked.push(...pairs.map(({ ordinal, other }) => [ordinal, other]));
      },
    });
    return { groups, sync, reads: () => reads };
  };
  return { shared, open };
}

describe("An engine that finds what it keeps", () => {
  it("links each new vector to the near ones, up to the last change, and knows how far it came", async () => {
    const { shared, open } = await openShared([east, north, nearlyEast]);
    const { sync, groups } = open();
    expect(await sync.readChange()).toBe(0);
    await sync.sync();
    expect(shared.linked.map((pair) => pair.toSorted()).slice(0, 1)).toEqual([[1, 3]]);
    expect(groups.groupOf(3)?.members).toEqual([1, 3]);
    expect(groups.groupOf(2)).toBeUndefined();
    expect([await sync.readChange(), shared.refreshes]).toEqual([10, 1]);
  });

  it("links once, however many processes wait for it, and each sees the links", async () => {
    const { shared, open } = await openShared([east, north, nearlyEast]);
    const processes = [open(), open(), open()];
    await Promise.all(processes.map(({ sync }) => sync.sync()));
    // Each end of a pair is near to the other.
    expect(shared.linked).toHaveLength(2);
    for (const { groups } of processes) expect(groups.groupOf(1)?.members).toEqual([1, 3]);
  });

  it("links again what a process left that died in the middle", async () => {
    const { shared, open } = await openShared([east, north, nearlyEast]);
    shared.fails = 1;
    await expect(open().sync.sync()).rejects.toThrow("it died");
    expect(shared.position).toBe(0);
    const { sync, groups } = open();
    await sync.sync();
    expect(groups.groupOf(1)?.members).toEqual([1, 3]);
  });

  it("knows the links of the changes that it names, whichever process made them", async () => {
    const { open } = await openShared([east, north, nearlyEast]);
    const [one, other] = [open(), open()];
    expect(await other.sync.readChange()).toBe(0);
    await one.sync.sync();
    expect(other.groups.groupOf(1)).toBeUndefined();
    expect(await other.sync.readChange()).toBe(10);
    expect(other.groups.groupOf(1)?.members).toEqual([1, 3]);
  });

  it("reads links again only when they have changed", async () => {
    const { open } = await openShared([east]);
    const { sync, reads } = open();
    for (let round = 0; round < 3; round += 1) await sync.sync();
    expect(reads()).toBe(1);
  });
});
