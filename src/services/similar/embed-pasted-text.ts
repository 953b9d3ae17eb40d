import type { CallOptions } from "../../domain/concurrency/call-options.js";
import { composeText } from "../../domain/paper/clean-paper.js";
import type { PastedText } from "../../domain/similar/request.js";
import { cutCharacters } from "../../domain/text/cut-text.js";
import { AppError } from "../../errors.js";
import type { Embedder } from "../../ports/models/embedder.js";

export interface PastedTextOptions extends CallOptions {
  /** How many of its characters are read; all by default. */
  readonly length?: number | undefined;
}

/**
 * Returns the vector of a paper with this title and abstract. Throws `bad_input` for a text that cannot be embedded.
 */
export async function embedPastedText(
  embedder: Pick<Embedder, "embedPassages">,
  { title, abstract }: PastedText,
  { length, signal }: PastedTextOptions = {},
): Promise<Float32Array> {
  const text = composeText({ title, ...(abstract !== undefined && { abstract }) });
  const read = length === undefined ? text : cutCharacters(text, length);
  const [result] = await embedder.embedPassages([read], { signal });
  if (result && "vector" in result) return result.vector;
  throw new AppError("bad_input", `The text cannot be embedded: ${result?.failure ?? "there is no result"}.`);
}
