import { describe, expect, it } from "vitest";
import { createOwnMapEngine } from "../../src/adapters/memory/map-engine.js";
import { createMemoryMapProjector } from "../../src/adapters/memory/map-projector.js";
import { createMemoryVectorIndex } from "../../src/adapters/memory/vector-index.js";
import { AppError } from "../../src/errors.js";
import { mapSide } from "../../src/domain/map/fit-places.js";
import { collectOrdinals } from "../../src/domain/search/ordinal-set.js";
import type { MapEngine } from "../../src/ports/map/map-engine.js";
import type { MapStore } from "../../src/ports/map/map-store.js";
import type { PaperSets } from "../../src/ports/search/paper-sets.js";
import type { VectorIndex } from "../../src/ports/vectors/vector-index.js";
import type { NeighbourGraph } from "../../src/ports/map/map-projector.js";
import { createDrawMap } from "../../src/services/map/draw-map.js";
import { createUpdateMap } from "../../src/services/map/update-map.js";
import { createCompareLocally } from "../../src/services/map/compare-locally.js";
import { gatherNeighbours } from "../../src/services/map/gather-neighbours.js";
import { createMapKeeper } from "../support/map-keeper.js";
import { paperSets } from "../support/paper-sets.js";

/** Papers 1–20 point east and 21–40 north, each turned slightly further towards the other group. */
const vectorOf = (ordinal: number) => {
  const angle = (ordinal <= 20 ? ordinal * 0.1 : 90 - (ordinal - 20) * 0.1) * (Math.PI / 180);
  return Float32Array.of(Math.cos(angle), Math.sin(angle));
};
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

async function openIndex(ordinals: readonly number[]) {
  const vectorIndex = createMemoryVectorIndex();
  const put = ordinals.map((ordinal) => ({ ordinal, vector: vectorOf(ordinal) }));
  await vectorIndex.apply({ put, removed: [], lastChange: 7 });
  return vectorIndex;
}

async function prepare(
  ordinals: readonly number[],
  most?: number,
  { sets = paperSets, ...mapEngine }: MapEngine & { readonly sets?: PaperSets } = createOwnMapEngine(),
) {
  const vectorIndex = await openIndex(ordinals);
  const graphs: NeighbourGraph[] = [];
  const projector = createMemoryMapProjector();
  const maps = createMapKeeper();
  const deps = {
    scan: { listEmbedded: async () => collectOrdinals(ordinals) },
    vectorIndex,
    projector: {
      ...projector,
      layOut: (graph: NeighbourGraph, options: Parameters<typeof projector.layOut>[1]) => {
        graphs.push(graph);
        return projector.layOut(graph, options);
      },
    },
    maps,
    mapEngine,
    paperSets: sets,
    readVectorChange: async () => vectorIndex.lastChange,
    today: () => new Date(1000),
  };
  return { draw: createDrawMap(deps, most), vectorIndex, graphs, maps };
}

/** Compares papers in an index of their own. */
function openLocally() {
  let closed = 0;
  const openNeighbours = createCompareLocally({
    vectors: { readVectors: async (ordinals) => new Map(ordinals.map((each) => [each, vectorOf(each)])) },
    openIndex: async () => ({ ...createMemoryVectorIndex(), close: async () => void (closed += 1) }),
  });
  return { openNeighbours, readClosed: () => closed };
}

function makeUpdateDeps(vectorIndex: VectorIndex, maps: MapStore) {
  return {
    vectorIndex,
    maps,
    mapEngine: createOwnMapEngine(),
    readVectorChange: async () => vectorIndex.lastChange,
    syncVectors: async () => undefined,
    now: () => 0,
  };
}

const { signal } = new AbortController();
const quiet = { signal, onProgress: () => undefined };

describe("Drawing the map", () => {
  it("lays out every paper by its nearest neighbours, six for forty papers, and stores map and topics", async () => {
    const { draw, graphs } = await prepare(range(1, 40));
    const { map } = await draw(quiet);
    expect([...map.ordinals]).toEqual(range(1, 40));
    expect([map.lastChange, map.drawnAt, map.later]).toEqual([7, 1000, 0]);
    expect(graphs[0]?.counts).toEqual(new Int32Array(40).fill(6));
    // East and north are not connected: the simple projector puts them on opposite sides.
    const sides = (from: number, to: number) => new Set(Array.from(map.x.slice(from, to), (x) => x > mapSide / 2));
    expect([sides(0, 20), sides(20, 40)]).toEqual([new Set([false]), new Set([true])]);
    expect(map.topics.length).toBeGreaterThan(0);
  });

  it("lays out an even sample of many papers and places the others among their neighbours", async () => {
    const { draw, graphs } = await prepare(range(1, 40), 20);
    const { map } = await draw(quiet);
    expect(graphs[0]?.counts).toHaveLength(20);
    expect([...map.ordinals]).toEqual(range(1, 40));
    expect(map.later).toBe(0);
  });

  it("shows an even sample where the engine has a limit, whose papers are compared with each other only", async () => {
    const opened = openLocally();
    const { draw, graphs } = await prepare(range(1, 40), undefined, {
      ...createOwnMapEngine(),
      maxPapers: 20,
      openNeighbours: opened.openNeighbours,
    });
    const told: number[] = [];
    const { map } = await draw({ signal, onProgress: (_, share) => void told.push(share) });
    expect([map.ordinals.length, map.sampledFrom, graphs[0]?.counts.length]).toEqual([20, 40, 20]);
    expect([...map.ordinals].filter((ordinal) => ordinal <= 20)).toHaveLength(10);
    expect(told).toEqual(told.toSorted((one, other) => one - other));
    expect(opened.readClosed()).toBe(1);
  });

  it("places papers beyond the layout among those that were opened for it, whatever sets the engine has", async () => {
    const sets = { of: () => expect.unreachable("the engine is not asked") };
    const { openNeighbours } = openLocally();
    const { draw, graphs } = await prepare(range(1, 40), 20, { ...createOwnMapEngine(), openNeighbours, sets });
    const { map } = await draw(quiet);
    expect([map.ordinals.length, map.sampledFrom, graphs[0]?.counts.length]).toEqual([40, undefined, 20]);
  });

  it("refuses fewer than 20 papers", async () => {
    const { draw } = await prepare(range(1, 19));
    await expect(draw(quiet)).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("19") });
  });

  it("reports progress, stage by stage", async () => {
    const { draw } = await prepare(range(1, 40));
    const told: [string, number][] = [];
    await draw({ signal, onProgress: (stage, share) => void told.push([stage, share]) });
    expect([...new Set(told.map(([stage]) => stage))]).toEqual(["neighbours", "layout", "topics"]);
    const shares = told.map(([, share]) => share);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
  });

  it("stops when aborted and stores nothing", async () => {
    const { draw, maps } = await prepare(range(1, 40));
    const stopping = new AbortController();
    const drawing = draw({ signal: stopping.signal, onProgress: () => stopping.abort() });
    await expect(drawing).rejects.toMatchObject({ name: "AbortError" });
    expect(await maps.openMap()).toBeUndefined();
  });
});

describe("The neighbour graph", () => {
  it("leaves out papers added since, and papers without remaining neighbours", async () => {
    const lists: Readonly<Record<number, readonly number[]>> = { 1: [3, 99], 2: [99], 3: [2, 1], 4: [] };
    const listNeighbours = async ({ of }: { of: readonly number[] }) => {
      const found = of.map((ordinal) => lists[ordinal] ?? []);
      return {
        counts: Int32Array.from(found, ({ length }) => length),
        ordinals: Int32Array.from(found.flat()),
        scores: Float32Array.from(found.flat(), (other) => (other === 1 ? 1.000_001 : 0.75)),
      };
    };
    const gathered = await gatherNeighbours({ listNeighbours }, Int32Array.of(1, 2, 3, 4), {
      allow: undefined,
      ...quiet,
    });
    expect(gathered).toEqual({
      ordinals: Int32Array.of(1, 3),
      graph: {
        counts: Int32Array.of(1, 1),
        neighbours: Int32Array.of(1, 0),
        distances: Float32Array.of(0.25, 0),
      },
    });
  });
});

describe("Updating a drawn map", () => {
  async function follow(changed: { put: readonly number[]; removed: readonly number[] }) {
    const { draw, vectorIndex, maps } = await prepare(range(1, 40));
    const open = await draw(quiet);
    const put = changed.put.map((ordinal) => ({ ordinal, vector: vectorOf(ordinal % 40) }));
    await vectorIndex.apply({ put, removed: changed.removed, lastChange: 9 });
    const updateMap = createUpdateMap({
      ...makeUpdateDeps(vectorIndex, maps),
      changes: {
        readVectorChanges: async (since) =>
          since < 9 ? { put, removed: changed.removed, lastChange: 9 } : { put: [], removed: [], lastChange: since },
      },
    });
    return { before: open, after: await updateMap(open, signal), again: (map: typeof open) => updateMap(map, signal) };
  }

  it("places a new paper among its neighbours, in their topic, and drops removed papers", async () => {
    const { before, after } = await follow({ put: [45], removed: [1] });
    expect([...after.map.ordinals]).toEqual([...range(2, 40), 45]);
    const near = before.map.x.slice(0, 20);
    expect(after.map.x.at(-1)).toBeGreaterThanOrEqual(Math.min(...near));
    expect(after.map.x.at(-1)).toBeLessThanOrEqual(Math.max(...near));
    expect(after.map.topicOf.at(-1)).toBe(after.map.topicOf[0]);
    expect([after.map.lastChange, after.map.later, after.map.topics]).toEqual([9, 1, before.map.topics]);
  });

  it("drops papers of a sample, and adds none", async () => {
    const { draw, vectorIndex, maps } = await prepare(range(1, 40));
    const { map } = await draw(quiet);
    const open = await maps.keepMap({ ...map, sampledFrom: 400 });
    const put = [{ ordinal: 45, vector: vectorOf(5) }];
    await vectorIndex.apply({ put, removed: [1], lastChange: 9 });
    const readVectorChanges = async (since: number) =>
      since < 9 ? { put, removed: [1], lastChange: 9 } : { put: [], removed: [], lastChange: since };
    const updateMap = createUpdateMap({ ...makeUpdateDeps(vectorIndex, maps), changes: { readVectorChanges } });
    const after = await updateMap(open, signal);
    expect([...after.map.ordinals]).toEqual(range(2, 40));
    expect([after.map.sampledFrom, after.map.later]).toEqual([400, 1]);
  });

  it("waits where storing a map is dear, and goes on with the map that it has when others cannot be asked", async () => {
    const { draw, vectorIndex, maps } = await prepare(range(1, 40));
    const open = await draw(quiet);
    let [clockMs, asked, fails] = [0, 0, true];
    const updateMap = createUpdateMap({
      ...makeUpdateDeps(vectorIndex, maps),
      mapEngine: { ...createOwnMapEngine(), maxLagMs: 100 },
      now: () => clockMs,
      readVectorChange: async () => 9,
      changes: {
        readVectorChanges: async (since) => {
          asked += 1;
          if (fails) throw new AppError("unavailable", "Redis is away");
          return { put: [], removed: since < 9 ? [1] : [], lastChange: 9 };
        },
      },
    });
    expect(await updateMap(open, signal)).toBe(open);
    clockMs = 99;
    expect([await updateMap(open, signal), asked]).toEqual([open, 0]);
    clockMs = 100;
    expect([await updateMap(open, signal), asked]).toEqual([open, 1]);
    [clockMs, fails] = [200, false];
    expect([...(await updateMap(open, signal)).map.ordinals]).toEqual(range(2, 40));
  });

  it("does nothing when nothing changed", async () => {
    const { after, again } = await follow({ put: [45], removed: [] });
    expect(await again(after)).toBe(after);
  });
});
