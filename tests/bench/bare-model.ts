import { readFileSync } from "node:fs";
import { env, pipeline } from "@huggingface/transformers";

/*
 * The model alone, as the yardstick: transformers.js, length-sorted batches of 8, no queue, no store.
 * Usage: node bare-model.js <folder of the cache> <model> <cls|mean> <file of texts as a JSON list>; prints seconds.
 */

const [cache = "", model = "", pooling = "cls", file = ""] = process.argv.slice(2);
const batchSize = 8;

env.localModelPath = cache;
env.allowRemoteModels = false;
const extract = await pipeline("feature-extraction", model, { dtype: "q8" });
const texts = (JSON.parse(readFileSync(file, "utf8")) as string[]).toSorted((one, other) => one.length - other.length);
await extract(texts.slice(0, batchSize), { pooling: pooling as "cls", normalize: true });
const startedAt = performance.now();
for (let start = 0; start < texts.length; start += batchSize) {
  const output = await extract(texts.slice(start, start + batchSize), { pooling: pooling as "cls", normalize: true });
  output.dispose();
}
process.stdout.write(`${(performance.now() - startedAt) / 1000}\n`);
process.exit(0);
