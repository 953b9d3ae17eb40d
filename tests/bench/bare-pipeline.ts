import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env, pipeline } from "@huggingface/transformers";

/**
 * Plain transformers.js with the model of a folder, as its documentation shows: texts to unit vectors. `threads`: within
 * one run of the model; by default, onnxruntime takes all cores.
 */
export async function openBareModel(folder: string, threads?: number) {
  const scratch = mkdtempSync(join(tmpdir(), "paperkin-bare-"));
  cpSync(folder, join(scratch, "model"), { recursive: true });
  // The pipeline requires two small files that the service does not need.
  writeFileSync(join(scratch, "model", "config.json"), JSON.stringify({ model_type: "bert", hidden_size: 384 }));
  const marks = {
    pad_token: "[PAD]",
    cls_token: "[CLS]",
    sep_token: "[SEP]",
    unk_token: "[UNK]",
    mask_token: "[MASK]",
  };
  const tokenizer = { tokenizer_class: "BertTokenizer", model_max_length: 512, ...marks };
  writeFileSync(join(scratch, "model", "tokenizer_config.json"), JSON.stringify(tokenizer));
  env.localModelPath = scratch;
  env.allowRemoteModels = false;
  const extract = await pipeline("feature-extraction", "model", {
    dtype: "q8",
    ...(threads !== undefined && { session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 } }),
  });
  rmSync(scratch, { recursive: true });
  return (texts: string[]) => extract(texts, { pooling: "cls", normalize: true });
}
