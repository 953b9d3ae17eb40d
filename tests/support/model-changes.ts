import { afterEach, beforeEach, describe } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { searchRequestSchema } from "../../src/domain/search/request.js";
import type { Embedder } from "../../src/ports/models/embedder.js";
import type { Services } from "../../src/services/services.js";
import { createGate } from "./gate.js";
import { ingest, openTestLibrary, type TestLibrary, type TestLibraryOptions } from "./test-library.js";
import { until } from "./until.js";

/** Three models that differ in every property. */
export const old = { id: "old", dimensions: 64 };
export const next = { id: "next", dimensions: 32 };
export const third = { id: "third", dimensions: 16 };

export const papers = Array.from({ length: 300 }, (_, number) => ({
  id: `p${number}`,
  title: `zebra paper number${number}`,
}));

type OpenOptions = TestLibraryOptions & { readonly inUse?: typeof old };

export interface ModelChanges {
  readonly library: TestLibrary;
  /** A library that runs the old model, and can change to the others. */
  open(options?: OpenOptions): Promise<Services>;
  reopen(options?: OpenOptions): Promise<Services>;
  /** Changes how models other than the first behave when they are loaded from then on. */
  wrapOther(how: (embedder: Embedder) => Embedder): void;
  /** Blocks embedding with the next model until the returned gate opens. */
  holdNext(): ReturnType<typeof createGate>;
}

export function describeModelChanges(title: string, define: (changes: ModelChanges) => void): void {
  describe(title, () => {
    let library: TestLibrary;
    let wrap: (embedder: Embedder) => Embedder;
    const open = async ({ inUse = old, ...rest }: OpenOptions = {}) => {
      library = await openTestLibrary({
        openEmbedder: async () => createFakeEmbedder(inUse),
        openOther: async (id) => {
          const known = [old, next, third].find((model) => model.id === id);
          return wrap(createFakeEmbedder(known ?? {}));
        },
        knownModels: [old, next, third].map((model) => createFakeEmbedder(model).model),
        opening: "serve",
        ...rest,
      });
      await library.ready;
      return library.services;
    };
    beforeEach(() => {
      wrap = (embedder) => embedder;
    });
    afterEach(() => library.dispose());
    define({
      get library() {
        return library;
      },
      open,
      async reopen(options = {}) {
        await library.close();
        return open({ folder: library.folder, ...options });
      },
      wrapOther(how) {
        wrap = how;
      },
      holdNext() {
        const gate = createGate();
        wrap = (embedder) => ({
          ...embedder,
          embedDocuments: async (texts) => gate.opened.then(() => embedder.embedDocuments(texts)),
        });
        return gate;
      },
    });
  });
}

export async function readOther(services: Services) {
  return (await services.readModels()).otherModel;
}

export function untilState(services: Services, state: string): Promise<void> {
  return until(`the other model is ${state}`, async () => (await readOther(services))?.state === state, 60_000);
}

export async function findByMeaning(services: Services, query: string, limit = 1): Promise<string[]> {
  const { hits } = await services.searchPapers(searchRequestSchema.parse({ query, mode: "semantic", limit }));
  return hits.map(({ paper }) => paper.id);
}

/** Imports papers and prepares the next model. */
export async function change(services: Services): Promise<void> {
  await ingest(services, papers);
  await services.changeModel("next");
  await untilState(services, "ready");
}
