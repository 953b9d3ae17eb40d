import { createSqliteStore } from "../../src/adapters/sqlite/store.js";
import type { MapAnswer } from "../../src/domain/map/answer.js";
import type { Row } from "./statistics.js";

const sampleSize = 300;
const near = 15;
const changesAtOnce = 2_000;

/**
 * How well a map keeps who is near whom, over papers spread through the corpus, against exact cosines.
 *
 * - kNN preservation: the share of a paper's 15 nearest by meaning that are among its 15 nearest on the map.
 * - Trustworthiness (Venna and Kaski 2001): 1 − 2 / (n k (2N − 3k − 1)) · Σ (r − k), over the n sampled papers and those
 *   of their k nearest on the map that are not among their k nearest by meaning, r being the rank by meaning among all N
 *   papers. 1 is a map on which no stranger is near; 0.5 is what a random one gets.
 */
export async function measureLayout(dataDir: string, { papers }: MapAnswer): Promise<Row[]> {
  const vectors = await readVectors(dataDir, papers.ids);
  const count = vectors.length;
  let [kept, penalty] = [0, 0];
  for (let place = 0; place < sampleSize; place += 1) {
    const row = Math.floor((place * count) / sampleSize);
    const byMeaning = rank(count, row, (other) => -multiply(vectors[row], vectors[other]));
    const ranks = new Int32Array(count);
    for (const [at, other] of byMeaning.entries()) ranks[other] = at + 1;
    const across = (other: number) => (papers.x[other] ?? 0) - (papers.x[row] ?? 0);
    const down = (other: number) => (papers.y[other] ?? 0) - (papers.y[row] ?? 0);
    for (const other of rank(count, row, (point) => Math.hypot(across(point), down(point))).slice(0, near)) {
      const r = ranks[other] ?? count;
      if (r <= near) kept += 1;
      else penalty += r - near;
    }
  }
  const preserved = kept / (sampleSize * near);
  const trust = 1 - (2 * penalty) / (sampleSize * near * (2 * count - 3 * near - 1));
  return [
    { what: "kNN preservation, k = 15", figure: preserved.toFixed(3), goal: "≥ 0.1", met: preserved >= 0.1 },
    { what: "trustworthiness, k = 15", figure: trust.toFixed(3), goal: "≥ 0.9", met: trust >= 0.9 },
  ];
}

/** The other papers, by increasing distance. */
function rank(count: number, row: number, measure: (other: number) => number): number[] {
  const distances = Float64Array.from({ length: count }, (_, other) => (other === row ? Infinity : measure(other)));
  const others = Array.from(distances, (_, other) => other).filter((other) => other !== row);
  return others.sort((one, other) => (distances[one] ?? 0) - (distances[other] ?? 0) || one - other);
}

/** Indexed by the papers' order on the map. */
async function readVectors(dataDir: string, ids: readonly string[]): Promise<readonly (Float32Array | undefined)[]> {
  const store = createSqliteStore({ folder: dataDir, now: () => 0 });
  try {
    const byId = new Map<string, Float32Array>();
    for (let since = 0; ;) {
      const { put, lastChange } = await store.changes.readVectorChanges(since, changesAtOnce);
      if (lastChange === since) break;
      const found = await store.papers.readPapers(put.map(({ ordinal }) => ordinal));
      for (const { ordinal, vector } of put) byId.set(found.get(ordinal)?.id ?? "", vector);
      since = lastChange;
    }
    return ids.map((id) => byId.get(id));
  } finally {
    store.close();
  }
}

function multiply(one: Float32Array | undefined, other: Float32Array | undefined): number {
  if (!one || !other) return 0;
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
