import { join } from "node:path";
import { createHnswIndex } from "../../../src/adapters/hnsw/vector-index.js";
import { createSqliteCorpusScan } from "../../../src/adapters/sqlite/search/corpus-scan.js";
import { createSqliteStore } from "../../../src/adapters/sqlite/store.js";
import { createLogger } from "../../../src/compose/logger.js";
import { loadConfig } from "../../../src/config.js";
import { noNameWords } from "../../../src/domain/search/filter.js";

const sampleSize = 200;
const depth = 10;

/** Share of the true ten nearest neighbours that the saved index finds, over papers spread through the corpus. */
export async function measureRecall(dataDir: string): Promise<number> {
  const config = loadConfig();
  const store = createSqliteStore({ folder: dataDir, now: () => Date.now() });
  const fingerprint = (await store.vectors.readFingerprint()) ?? "";
  const scan = createSqliteCorpusScan({ folder: dataDir });
  const { papers } = await store.papers.countPapers();
  const ordinals = Array.from({ length: sampleSize }, (_, index) => 1 + Math.floor((index * papers) / sampleSize));
  const vectors = await store.vectors.readVectors(ordinals);
  const [first] = vectors.values();
  const index = await createHnswIndex({
    folder: join(dataDir, "indexes"),
    storeId: store.changes.storeId,
    fingerprint,
    dimensions: first?.length ?? 0,
    m: config.hnswM,
    efConstruction: config.hnswEfConstruction,
    ef: config.hnswEf,
    logger: createLogger(config, { fileDescriptor: 2, level: "warn" }),
  });
  const allow = await scan.matchFilter({}, noNameWords);
  let found = 0;
  for (const vector of vectors.values()) {
    const exact = new Set((await scan.rankByVector({ vector, allow, limit: depth })).map(({ ordinal }) => ordinal));
    const near = await index.search({ vector, limit: depth });
    found += near.ordinals.filter((ordinal) => exact.has(ordinal)).length;
  }
  await index.close();
  await scan.close();
  store.close();
  return found / (vectors.size * depth);
}
