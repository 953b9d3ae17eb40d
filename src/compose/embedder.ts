import { requireModel } from "./parts.js";
import type { Config } from "../config.js";
import type { Embedder } from "../ports/models/embedder.js";

/** Answers questions from the start; the threads for documents, with a copy of the model each, come with the first. */
export async function openSparingly(
  open: (part: { queries: boolean; workers: number }) => Promise<Embedder>,
  workers: number,
): Promise<Embedder> {
  const asking = await open({ queries: true, workers: 0 });
  let taking: Promise<Embedder> | undefined;
  const forget = (error: unknown): never => {
    taking = undefined;
    throw error;
  };
  return {
    ...asking,
    async embedDocuments(texts) {
      return (await (taking ??= open({ queries: false, workers }).catch(forget))).embedDocuments(texts);
    },
    async close() {
      await Promise.all([asking.close(), taking?.then((documents) => documents.close()).catch(() => undefined)]);
    },
  };
}

/** Loads the model when the first question needs it: status, similar papers and keyword search do without it. */
export function deferEmbedder(config: Config, open: () => Promise<Embedder>): Embedder {
  const spec = requireModel(config);
  let opening: Promise<Embedder> | undefined;
  const load = () => (opening ??= open());
  return {
    model: spec,
    cosines: spec.cosines,
    embedQuery: async (text) => (await load()).embedQuery(text),
    embedDocuments: async (texts) => (await load()).embedDocuments(texts),
    embedPassages: async (texts) => (await load()).embedPassages(texts),
    async close() {
      await (await opening?.catch(() => undefined))?.close();
    },
  };
}
