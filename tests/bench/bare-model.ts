import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env, pipeline } from "@huggingface/transformers";
import { median } from "./statistics.js";

/*
 * The bare model as the baseline: plain transformers.js, length-sorted batches of 8, no queue, no store; and single
 * queries. Usage: node bare-model.js <folder of the model> <file of texts as a JSON list>; prints JSON.
 */

const [folder = "", file = ""] = process.argv.slice(2);
const batchSize = 8;
const queryRounds = 200;

// The pipeline requires two small files that the service does not need.
const scratch = mkdtempSync(join(tmpdir(), "paperkin-bare-"));
cpSync(folder, join(scratch, "model"), { recursive: true });
writeFileSync(join(scratch, "model", "config.json"), JSON.stringify({ model_type: "bert", hidden_size: 384 }));
const tokens = { pad_token: "[PAD]", cls_token: "[CLS]", sep_token: "[SEP]", unk_token: "[UNK]", mask_token: "[MASK]" };
const tokenizer = { tokenizer_class: "BertTokenizer", model_max_length: 512, ...tokens };
writeFileSync(join(scratch, "model", "tokenizer_config.json"), JSON.stringify(tokenizer));
env.localModelPath = scratch;
env.allowRemoteModels = false;
const options = { pooling: "cls", normalize: true } as const;
const extract = await pipeline("feature-extraction", "model", { dtype: "q8" });
const texts = (JSON.parse(readFileSync(file, "utf8")) as string[]).toSorted((one, other) => one.length - other.length);
await extract(texts.slice(0, batchSize), options);
const startedAt = performance.now();
for (let start = 0; start < texts.length; start += batchSize) {
  (await extract(texts.slice(start, start + batchSize), options)).dispose();
}
const seconds = (performance.now() - startedAt) / 1000;
const queryMs: number[] = [];
for (let round = 0; round < queryRounds; round += 1) {
  const title = texts[round % texts.length]?.split(". ")[0] ?? "";
  const queryStart = performance.now();
  (
    await extract([`Represent this sentence for searching relevant passages: what is known about ${title}`], options)
  ).dispose();
  queryMs.push(performance.now() - queryStart);
}
rmSync(scratch, { recursive: true });
process.stdout.write(JSON.stringify({ seconds, queryMs: median(queryMs) }));
process.exit(0);
