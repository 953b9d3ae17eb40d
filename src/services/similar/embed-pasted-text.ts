import { composeText } from "../../domain/paper/clean-paper.js";
import type { PastedText } from "../../domain/similar/request.js";
import { AppError } from "../../errors.js";
import type { Embedder } from "../../ports/models/embedder.js";

/**
 * Returns the vector of a paper with this title and abstract. Throws `bad_input` for a text that cannot be embedded.
 */
export async function embedPastedText(
  embedder: Pick<Embedder, "embedPassages">,
  { title, abstract }: PastedText,
): Promise<Float32Array> {
  const text = composeText({ title, ...(abstract !== undefined && { abstract }) });
  const [result] = await embedder.embedPassages([text]);
  if (result && "vector" in result) return result.vector;
  throw new AppError("bad_input", `The text cannot be embedded: ${result?.failure ?? "there is no result"}.`);
}
