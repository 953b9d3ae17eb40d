import type { EmbedResult } from "../../domain/ingest/embed-batch.js";
import type { ModelIdentity, ReadLanguages } from "../../domain/models/model.js";
import { hashFnv1a } from "../../domain/text/fnv1a.js";
import { AppError } from "../../errors.js";
import type { Embedder } from "../../ports/models/embedder.js";

export interface FakeEmbedderOptions {
  /** With fewer, words collide more often. */
  readonly dimensions?: number | undefined;
  /** A text that contains this fails to embed. */
  readonly failMarker?: string | undefined;
  /** Both are part of the fingerprint: a test of another model changes one of them. */
  readonly id?: string | undefined;
  readonly revision?: string | undefined;
  readonly languages?: ReadLanguages | undefined;
}

/**
 * A deterministic model for tests: a bag of hashed words. Texts that share words are similar, texts that share none are
 * (except for collisions) orthogonal, and every number can be computed by hand.
 */
export function createFakeEmbedder(options: FakeEmbedderOptions = {}): Embedder {
  const { dimensions = 64, failMarker = "[[fail]]", id = "fake", revision = "1", languages = "many" } = options;
  let closed = false;
  const requireOpen = () => {
    if (closed) throw new AppError("unavailable", "The embedder has been closed");
  };
  const embed = (text: string): EmbedResult => {
    if (text.trim() === "") return { failure: "the text is empty" };
    if (text.includes(failMarker)) return { failure: `the text contains ${failMarker}` };
    return { vector: embedWords(text, dimensions) };
  };
  return {
    model: { ...plainIdentity, id, revision, dimensions },
    languages,
    cosines: { unrelated: 0, spread: 0.15 },
    async embedQuery(text, { signal } = {}) {
      requireOpen();
      signal?.throwIfAborted();
      if (text.trim() === "") throw new AppError("bad_input", "The query is empty");
      const result = embed(text);
      if ("vector" in result) return result.vector;
      throw new AppError("internal", `The query cannot be embedded: ${result.failure}`);
    },
    async embedPassages(texts, { signal } = {}) {
      requireOpen();
      signal?.throwIfAborted();
      return texts.map(embed);
    },
    async embedDocuments(texts) {
      requireOpen();
      return texts.map(embed);
    },
    async close() {
      closed = true;
    },
  };
}

const plainIdentity: Omit<ModelIdentity, "id" | "revision" | "dimensions"> = {
  dtype: "fp32",
  pooling: "mean",
  queryPrefix: "",
  documentPrefix: "",
};

/** Each word adds 1 to the dimension of its hash; a text without words counts as one word. */
function embedWords(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [text]) {
    vector[hashFnv1a(word) % dimensions]! += 1;
  }
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}
