import { readFileSync } from "node:fs";
import { openBareModel } from "./bare-pipeline.js";

/*
 * The bare model as the baseline of ingest: plain transformers.js, length-sorted batches of 8, no queue, no store.
 * Usage: node bare-model.js <folder of the model> <file of texts as a JSON list>; prints the seconds as JSON.
 */

const [folder = "", file = ""] = process.argv.slice(2);
const batchSize = 8;

const embed = await openBareModel(folder);
const texts = (JSON.parse(readFileSync(file, "utf8")) as string[]).toSorted((one, other) => one.length - other.length);
await embed(texts.slice(0, batchSize));
const startedAt = performance.now();
for (let start = 0; start < texts.length; start += batchSize) {
  (await embed(texts.slice(start, start + batchSize))).dispose();
}
const seconds = (performance.now() - startedAt) / 1000;
process.stdout.write(JSON.stringify({ seconds }));
process.exit(0);
