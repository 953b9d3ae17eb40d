import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createModelStore } from "../../models/fetch.js";
import { type EmbedPool, openEmbedPool } from "../../src/adapters/transformers/embed-pool.js";
import { embedTexts } from "../../src/adapters/transformers/embed-texts.js";
import { loadEncoder } from "../../src/adapters/transformers/load-encoder.js";
import { composeText } from "../../src/domain/paper/clean-paper.js";
import type { ModelOnDisk } from "../../src/ports/models/model-store.js";
import { cosine, requireVector } from "../contracts/embedder.contract.js";
import { samplePapers } from "../support/sample-papers.js";

/*
 * Batches as for a GPU, but on the CPU. With an int8 model, the vector of a text depends on the rest of its batch, with
 * or without padding: its cosine to the vector of the text alone averages 0.998 with bge-small and 0.994 with
 * all-MiniLM-L6-v2, and drops to 0.988 for a title among abstracts. If padding counted, some of these texts would reach
 * only 0.56 and 0.43.
 */

const minCosine = 0.98;
const leastMean = 0.99;
const timeoutMs = 120_000;
const papers = samplePapers.map(({ title, abstract }) => ({
  title,
  text: composeText({ title, abstract: abstract ?? "" }),
}));
const store = createModelStore({
  hubEndpoint: "http://127.0.0.1:2",
  hubOffline: true,
  mavenCommand: "no-such-command",
});

for (const id of ["bge-small-en-v1.5", "all-MiniLM-L6-v2"]) {
  const model = await store.find(id);
  describeBatches(model ? id : `${id} (skipped: it is not in models/cache)`, model);
}

function describeBatches(name: string, model: ModelOnDisk | undefined): void {
  describe.skipIf(!model)(`batches of texts with ${name}`, { timeout: timeoutMs }, () => {
    let single: EmbedPool;
    let together: EmbedPool;
    beforeAll(async () => {
      [single, together] = await Promise.all([openPool(model!, false), openPool(model!, true)]);
    }, timeoutMs);
    afterAll(() => Promise.all([single.close(), together.close()]));

    const toTask = (text: string) => ({ text, prefix: "", maxTokens: model!.spec.maxTokens });
    const compare = async (texts: readonly string[]) => {
      const expected = (await single.embed("document", texts.map(toTask))).map(requireVector);
      const vectors = (await together.embed("document", texts.map(toTask))).map(requireVector);
      return { cosines: vectors.map((vector, at) => cosine(vector, expected[at]!)), vectors, expected };
    };

    it("give each text, in order, a vector close to the one it gets alone", async () => {
      const texts = papers.map(({ title, text }, at) => (at % 4 === 0 ? title : text));
      const { cosines, vectors, expected } = await compare(texts);
      expect(vectors).toHaveLength(texts.length);
      expect(Math.min(...cosines)).toBeGreaterThan(minCosine);
      expect(cosines.reduce((sum, value) => sum + value) / cosines.length).toBeGreaterThan(leastMean);
      // Equal vectors would mean that the texts did not run together.
      expect(vectors).not.toEqual(expected);
    });

    it("accept texts longer than the input of the model", async () => {
      const long = papers
        .slice(0, 20)
        .map(({ text }) => text)
        .join(" ");
      const { cosines } = await compare([papers[20]!.text, long, papers[21]!.text]);
      expect(Math.min(...cosines)).toBeGreaterThan(minCosine);
    });

    it("are not used for a single text, whose vector is bit-identical, or for none", async () => {
      const { vectors, expected } = await compare([papers[0]!.title]);
      expect(vectors).toEqual(expected);
      expect(await together.embed("document", [])).toEqual([]);
    });

    it("fail only the text that the model fails on and the empty one", async () => {
      vi.spyOn(console, "error").mockReturnValue(undefined);
      const { spec, folder } = model!;
      const encoder = await loadEncoder({ model: spec, folder, device: "cpu" });
      const unknownToken = 10_000_000;
      const tokenise = (text: string) => (text === "bad" ? [unknownToken] : encoder.tokenise(text));
      const texts = [papers[0]!.title, "bad", " ", papers[1]!.title];
      const [first, bad, empty, last] = await embedTexts({ ...encoder, tokenise }, texts.map(toTask));
      const [alone, lastAlone] = await single.embed("document", [texts[0]!, texts[3]!].map(toTask));
      expect([first, last]).toEqual([alone, lastAlone]);
      expect(bad).toEqual({ failure: expect.stringMatching(/^the model failed on this text: .*10000000/s) });
      expect(empty).toEqual({ failure: "the text is empty" });
    });
  });
}

function openPool({ spec, folder }: ModelOnDisk, together: boolean): Promise<EmbedPool> {
  const maxWaiting = { query: 1000, passage: 1000, document: 1000 };
  const size = { answers: false, documentThreads: 1, together, niceIncrement: 0, maxWaiting };
  return openEmbedPool({ ...size, encoder: { model: spec, folder, device: "cpu" } });
}
