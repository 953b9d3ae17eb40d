import type { EmbedResult } from "../../domain/embed-batch.js";
import { isUnitVector } from "../../domain/vector.js";
import { describeError } from "../../errors.js";
import type { Encoder } from "./encoder.js";

export interface EmbedOptions {
  readonly prefix: string;
  /** Of the model: sets how much of a text is worth tokenising at all. */
  readonly maxTokens: number;
}

/** English has about 4 characters a token; four times as many never cut a text that the model would have read. */
const mostCharactersPerToken = 16;

/** A unit-length vector, or the reason why this text has none. Never throws: another text may well go through. */
export async function embedText(
  encoder: Encoder,
  text: string,
  { prefix, maxTokens }: EmbedOptions,
): Promise<EmbedResult> {
  const cleaned = cleanText(text.slice(0, maxTokens * mostCharactersPerToken));
  if (cleaned === "") return { failure: "the text is empty" };
  try {
    const vector = await encoder.encode(encoder.tokenise(prefix + cleaned));
    return isUnitVector(vector) ? { vector } : { failure: "the model gave no usable vector for this text" };
  } catch (error) {
    return { failure: `the model failed on this text: ${describeError(error)}` };
  }
}

/** Control characters and lone surrogates carry no meaning and upset tokenizers. */
function cleanText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u{feff}\s]+/gu, " ").trim();
}
