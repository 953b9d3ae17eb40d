import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPassingIndex } from "../../src/adapters/hnsw/passing-index.js";
import { createHnswIndex } from "../../src/adapters/hnsw/vector-index.js";
import { createMemoryVectorIndex } from "../../src/adapters/memory/vector-index.js";
import { collectOrdinals } from "../../src/domain/search/ordinal-set.js";
import type { VectorIndex } from "../../src/ports/vectors/vector-index.js";
import { describeVectorIndex } from "../contracts/vector-index.contract.js";
import { describeVectorNeighbours } from "../contracts/vector-neighbours.contract.js";
import { createLogCollector } from "../support/queue-options.js";
import { makeUnitVectors } from "../support/unit-vectors.js";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "paperkin-hnsw-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const parameters = { storeId: "store", fingerprint: "model", m: 16, efConstruction: 100, ef: 100 };
const open = async (dimensions: number) =>
  createHnswIndex({
    ...parameters,
    dimensions,
    folder: await mkdtemp(join(root, "index-")),
    logger: createLogCollector().logger,
  });

describeVectorIndex("the HNSW index", open);
describeVectorNeighbours("neighbours in the HNSW index", open);

describe("the HNSW index over 2,000 random unit vectors", () => {
  const dimensions = 32;
  const vectors = makeUnitVectors(2000, dimensions);
  const queries = makeUnitVectors(100, dimensions, 2);
  const exact = createMemoryVectorIndex();
  let index: VectorIndex;
  let answeredWhileBuilding = false;
  beforeAll(async () => {
    index = await open(dimensions);
    const put = vectors.map((vector, at) => ({ ordinal: at + 1, vector }));
    await exact.apply({ put, removed: [], lastChange: 1 });
    const building = index.apply({ put, removed: [], lastChange: 1 });
    let built = false;
    const asBuilt = building.then(() => (built = true));
    // A search during the build returns before the build ends, from the vectors added so far.
    const early = await index.search({ vector: queries[0] ?? new Float32Array(dimensions), limit: 5 });
    answeredWhileBuilding = !built && early.ordinals.length <= 5;
    await asBuilt;
  });
  afterAll(() => index.close());

  /** Share of the true ten nearest neighbours that are found, over all queries. */
  const measureRecall = async (allow?: ReturnType<typeof collectOrdinals>) => {
    let found = 0;
    let wanted = 0;
    for (const vector of queries) {
      const query = { vector, limit: 10, ...(allow && { allow }) };
      const truth = new Set((await exact.search(query)).ordinals);
      const { ordinals: answer } = await index.search(query);
      expect(answer).toHaveLength(truth.size);
      wanted += truth.size;
      found += answer.filter((ordinal) => truth.has(ordinal)).length;
    }
    return found / wanted;
  };

  it("answers searches while it is built", () => expect(answeredWhileBuilding).toBe(true));

  it("finds at least 95 of 100 true neighbours", async () => {
    expect(index.count).toBe(2000);
    expect(await measureRecall()).toBeGreaterThanOrEqual(0.95);
  });

  it("finds ten hits with the same recall when one paper in twenty is allowed", async () => {
    const allow = collectOrdinals(Array.from({ length: 100 }, (_, at) => 20 * (at + 1)));
    expect(await measureRecall(allow)).toBeGreaterThanOrEqual(0.95);
  });

  it("gives the same scores as the exact scan", async () => {
    const query = { vector: queries[0] ?? new Float32Array(dimensions), limit: 1 };
    const [truth, answer] = [await exact.search(query), await index.search(query)];
    expect([answer.ordinals, [...answer.scores]]).toEqual([truth.ordinals, [expect.closeTo(truth.scores[0]!, 5)]]);
  });

  it("answers searches while a large change is applied", async () => {
    const order: string[] = [];
    const change = vectors.slice(0, 500).map((vector, at) => ({ ordinal: 5001 + at, vector }));
    const applying = index.apply({ put: change, removed: [], lastChange: 2 }).then(() => order.push("applied"));
    for (const vector of queries.slice(0, 3)) {
      expect((await index.search({ vector, limit: 10 })).ordinals).toHaveLength(10);
      order.push("answered");
    }
    await applying;
    expect(order).toEqual(["answered", "answered", "answered", "applied"]);
    expect(index.count).toBe(2500);
  });

  it("has the same neighbours in an index that is not saved", async () => {
    const passing = await openPassingIndex({ ...parameters, dimensions: vectors[0]!.length });
    const put = vectors.slice(0, 300).map((vector, at) => ({ ordinal: at, vector }));
    await passing.apply({ put, removed: [], lastChange: 0 });
    const compared = createMemoryVectorIndex();
    await compared.apply({ put, removed: [], lastChange: 0 });
    const question = { of: [0, 150, 299, 999], limit: 5 };
    const [found, expected] = [await passing.listNeighbours(question), await compared.listNeighbours(question)];
    await passing.close();
    expect([found.counts, found.ordinals]).toEqual([expected.counts, expected.ordinals]);
  });
});
