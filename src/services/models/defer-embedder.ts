import type { ModelIdentity } from "../../domain/models/model.js";
import type { Embedder } from "../../ports/models/embedder.js";

/** Loads the model at the first text, because status, similar papers and keyword search do not need it. */
export function deferEmbedder(
  model: ModelIdentity & Pick<Embedder, "languages" | "cosines">,
  open: () => Promise<Embedder>,
): Embedder {
  let opening: Promise<Embedder> | undefined;
  const load = () => (opening ??= open());
  return {
    model,
    languages: model.languages,
    cosines: model.cosines,
    embedQuery: async (text, options) => (await load()).embedQuery(text, options),
    embedDocuments: async (texts) => (await load()).embedDocuments(texts),
    embedPassages: async (texts, options) => (await load()).embedPassages(texts, options),
    async close() {
      await (await opening?.catch(() => undefined))?.close();
    },
  };
}
