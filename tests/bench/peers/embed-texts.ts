import { readFileSync, writeFileSync } from "node:fs";
import { countBatchesInFlight } from "../../../src/domain/ingest/worker-plan.js";
import { createLogger } from "../../../src/compose/logger.js";
import { openEmbedder } from "../../../src/compose/embedder.js";
import { loadConfig } from "../../../src/config.js";
import { formatFingerprint } from "../../../src/domain/models/model.js";
import { createEmbedBatch } from "../../../src/services/ingest/embed-batch.js";
import type { PeerRequest } from "./embedding-bench.js";
import { readMemory } from "../process-memory.js";

/*
 * Our side of the comparison with `embedding.py`: embeds texts with the embedder of a worker process, with the same batches
 * and the same concurrency. Usage: node embed-texts.js <request as a JSON file>; prints JSON, and writes the vectors to
 * a file.
 */

const papersPerBatch = 64;
const { texts: file, vectors: output } = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as PeerRequest;
const texts = JSON.parse(readFileSync(file, "utf8")) as string[];
const config = loadConfig();
const logger = createLogger(config, { fileDescriptor: 2 });
const embedder = await openEmbedder(config, { logger, report: () => undefined, queries: false, workers: 1 });
const embedBatch = createEmbedBatch(async () => embedder);
const vectors: Float32Array[] = [];
let next = 0;

async function takeBatches(): Promise<void> {
  while (next < texts.length) {
    const start = next;
    next += papersPerBatch;
    const papers = texts
      .slice(start, start + papersPerBatch)
      .map((text, place) => ({ ordinal: start + place, textHash: "", text }));
    const fingerprint = formatFingerprint(embedder.model);
    const results = await embedBatch({ id: String(start), fingerprint, due: 0, papers });
    for (const [place, result] of results.entries()) {
      if ("failure" in result) throw new Error(result.failure);
      vectors[start + place] = result.vector;
    }
  }
}

const startedAt = performance.now();
await Promise.all(Array.from({ length: countBatchesInFlight(1) }, takeBatches));
const seconds = (performance.now() - startedAt) / 1000;
writeFileSync(output, Buffer.concat(vectors.map(({ buffer }) => Buffer.from(buffer))));
process.stdout.write(JSON.stringify({ seconds, peakMemory: readMemory("self", "VmHWM") }));
await embedder.close();
