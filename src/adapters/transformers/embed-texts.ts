import type { EmbedResult } from "../../domain/ingest/embed-batch.js";
import { cutBatches } from "../../domain/ingest/text-batches.js";
import { isUnitVector } from "../../domain/vectors/vector.js";
import { describeError } from "../../errors.js";
import type { Encoder, TokenIds } from "./encoder.js";

/** One text, and how to embed it. */
export interface TextTask {
  readonly text: string;
  readonly prefix: string;
  /** The model's max number of tokens; limits how much of a text is tokenised. */
  readonly maxTokens: number;
}

/** English has about 4 characters per token; four times as many never cuts a text that the model would have read. */
const maxCharactersPerToken = 16;

/** The attention of 16 texts of 512 tokens takes 200 MB (12 heads, float32), which is little on a GPU. */
const batchLimits = { tokens: 8_192, texts: 64 };

/**
 * Returns for each text, in order, a unit-length vector or the reason why it has none. Never throws: other texts may
 * succeed. Several texts are embedded in batches; a text without a usable vector in its batch is embedded again alone.
 */
export async function embedTexts(encoder: Encoder, tasks: readonly TextTask[]): Promise<readonly EmbedResult[]> {
  const results: EmbedResult[] = [];
  const readable: { readonly place: number; readonly ids: TokenIds }[] = [];
  for (const [place, task] of tasks.entries()) {
    const read = readText(encoder, task);
    if ("failure" in read) results[place] = read;
    else readable.push({ place, ids: read.ids });
  }
  for (const batch of cutBatches(readable, ({ ids }) => ids.length, batchLimits)) {
    const texts = batch.map(({ ids }) => ids);
    const embedded = texts.length === 1 ? [await embedAlone(encoder, texts[0]!)] : await embedBatch(encoder, texts);
    for (const [at, result] of embedded.entries()) results[batch[at]!.place] = result;
  }
  return results;
}

function readText(encoder: Encoder, { text, prefix, maxTokens }: TextTask): { ids: TokenIds } | { failure: string } {
  const cleaned = cleanText(text.slice(0, maxTokens * maxCharactersPerToken));
  if (cleaned === "") return { failure: "the text is empty" };
  try {
    return { ids: encoder.tokenise(prefix + cleaned) };
  } catch (error) {
    return blameText(error);
  }
}

/** One text may spoil the numbers or the memory of a whole run: only embedding each alone shows which. */
async function embedBatch(encoder: Encoder, texts: readonly TokenIds[]): Promise<readonly EmbedResult[]> {
  const vectors = await encoder.encode(texts).catch(() => []);
  const results: EmbedResult[] = [];
  for (const [at, ids] of texts.entries()) {
    const vector = vectors[at];
    results.push(vector && isUnitVector(vector) ? { vector } : await embedAlone(encoder, ids));
  }
  return results;
}

async function embedAlone(encoder: Encoder, ids: TokenIds): Promise<EmbedResult> {
  try {
    const [vector] = await encoder.encode([ids]);
    return vector && isUnitVector(vector) ? { vector } : { failure: "the model gave no usable vector for this text" };
  } catch (error) {
    return blameText(error);
  }
}

function blameText(error: unknown): { readonly failure: string } {
  return { failure: `the model failed on this text: ${describeError(error)}` };
}

/** Control characters and lone surrogates have no meaning and break tokenizers. */
function cleanText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u{feff}\s]+/gu, " ").trim();
}
