import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ModelSpec } from "../../ports/models/model-store.js";
import type { Encoder, TokenIds } from "./encoder.js";
import { poolTokens } from "./pool-tokens.js";

export type Device = "cpu" | "cuda" | "webgpu";

export interface EncoderOptions {
  readonly model: ModelSpec;
  readonly folder: string;
  readonly device: Device;
}

const modelFile = "model_quantized.onnx";
const onnxErrorsOnly = 3;

/**
 * Loads tokenizer and model from the folder, never from a network; the configuration comes from the pinned facts.
 *
 * On a processor the model is to be given one text a run, and runs on one thread. An int8 model scales its numbers by
 * the largest of a whole run, so a text's vector would depend on the other texts of the run (cosine 0.998 between
 * batches of 1 and of 8, measured with bge-small); alone it is the same every time. For abstracts that is the fastest
 * way as well: nothing is padded, the data stays in the processor's cache, and no thread waits for another.
 */
export async function loadEncoder({ model: spec, folder, device }: EncoderOptions): Promise<Encoder> {
  const { AutoModel, env, PretrainedConfig, PreTrainedTokenizer, Tensor } = await import("@huggingface/transformers");
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  const vocabulary: object = JSON.parse(await readFile(join(folder, "tokenizer.json"), "utf8"));
  const tokenizer = new PreTrainedTokenizer(vocabulary, {});
  const model = await AutoModel.from_pretrained(folder, {
    config: new PretrainedConfig({ model_type: spec.architecture }),
    local_files_only: true,
    subfolder: existsSync(join(folder, "onnx", modelFile)) ? "onnx" : "",
    use_external_data_format: spec.files.some(({ path }) => basename(path) === `${modelFile}_data`),
    device,
    dtype: "q8",
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: onnxErrorsOnly },
  });
  const needsTypes = spec.architecture === "bert";
  return {
    tokenise: (text) => cutTokens(tokenizer.encode(text), spec.maxTokens),
    async encode(texts) {
      const maxLength = Math.max(...texts.map((ids) => ids.length));
      const tensor = (read: (ids: TokenIds) => readonly number[]) =>
        new Tensor("int64", padRows(texts.map(read), maxLength), [texts.length, maxLength]);
      const inputs = {
        input_ids: tensor((ids) => ids),
        attention_mask: tensor((ids) => ids.map(() => 1)),
        ...(needsTypes ? { token_type_ids: tensor(() => []) } : {}),
      };
      const output: Record<string, InstanceType<typeof Tensor>> = await model(inputs);
      const hidden = output.last_hidden_state!.data as Float32Array;
      const { dimensions, pooling } = spec;
      const vectors = texts.map((ids, row) => {
        const data = hidden.subarray(row * maxLength * dimensions);
        return poolTokens({ data, tokens: ids.length, dimensions }, pooling);
      });
      for (const used of Object.values({ ...inputs, ...output })) used.dispose();
      return vectors;
    },
  };
}

/** Rows of equal length in one array. Padding is 0, a token of every vocabulary, and the mask excludes it. */
function padRows(rows: readonly (readonly number[])[], length: number): BigInt64Array {
  const padded = new BigInt64Array(rows.length * length);
  for (const [row, values] of rows.entries()) padded.set(values.map(BigInt), row * length);
  return padded;
}

/** The last token is a special one (`[SEP]`, `</s>`) that the model was trained to see at the end. */
function cutTokens(ids: readonly number[], maxTokens: number): TokenIds {
  const last = ids.at(-1);
  return ids.length <= maxTokens || last === undefined ? ids : [...ids.slice(0, maxTokens - 1), last];
}
