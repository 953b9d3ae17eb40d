import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EmbedResult } from "../../src/domain/ingest/embed-batch.js";
import type { Embedder } from "../../src/ports/models/embedder.js";

export interface EmbedderContract {
  create(): Promise<Embedder>;
  /** Allows for the time to load a model. */
  readonly timeoutMs?: number;
  /** Why this embedder cannot be tested here; shown in the titles of skipped tests. */
  readonly skipReason?: string | undefined;
}

const sharks = "Sharks and other fish swim in the warm sea.";
const sea = "Fish of the warm sea swim away from sharks.";
const loans = "Banks lend money at variable interest rates.";

/** What every embedder must do, whatever its model. */
export function describeEmbedder(name: string, { create, timeoutMs = 5000, skipReason }: EmbedderContract): void {
  const why = skipReason === undefined ? "" : ` (skipped: ${skipReason})`;
  const skips = skipReason !== undefined;

  describe.skipIf(skips)(`${name} as an embedder${why}`, { timeout: timeoutMs }, () => {
    let embedder: Embedder;
    beforeAll(async () => {
      embedder = await create();
    }, timeoutMs);
    afterAll(() => embedder.close(), timeoutMs);

    it("gives one vector of length 1 and of the model's dimensions for each text", async () => {
      const results = await embedder.embedDocuments([sharks, loans, sea]);
      expect(results).toHaveLength(3);
      for (const vector of results.map(requireVector)) {
        expect(vector).toHaveLength(embedder.model.dimensions);
        expect(cosine(vector, vector)).toBeCloseTo(1, 4);
      }
    });

    it("keeps the order of the texts, however long each of them is", async () => {
      const texts = [sharks, `${loans} ${loans} ${loans}`, sea, loans];
      const together = (await embedder.embedDocuments(texts)).map(requireVector);
      for (const [at, text] of texts.entries()) {
        const [alone] = (await embedder.embedDocuments([text])).map(requireVector);
        expect(cosine(alone!, together[at]!)).toBeCloseTo(1, 5);
      }
    });

    it("gives similar texts closer vectors than dissimilar ones", async () => {
      const [a, b, c] = (await embedder.embedDocuments([sharks, sea, loans])).map(requireVector);
      expect(cosine(a!, b!)).toBeGreaterThan(cosine(a!, c!));
    });

    it("places a query close to the document that answers it", async () => {
      const query = await embedder.embedQuery("fish in the sea");
      const [answer, other] = (await embedder.embedDocuments([sea, loans])).map(requireVector);
      expect(query).toHaveLength(embedder.model.dimensions);
      expect(cosine(query, query)).toBeCloseTo(1, 4);
      expect(cosine(query, answer!)).toBeGreaterThan(cosine(query, other!));
    });

    it("fails only the empty text and embeds the others", async () => {
      const results = await embedder.embedDocuments([sharks, " \n", loans]);
      expect(results[1]).toEqual({ failure: "the text is empty" });
      expect(results.map((result) => "vector" in result)).toEqual([true, false, true]);
    });

    it("accepts a text far longer than the input of the model", async () => {
      const [result] = await embedder.embedDocuments([`${sharks} `.repeat(5000)]);
      expect(requireVector(result!)).toHaveLength(embedder.model.dimensions);
    });

    it("accepts text with control characters, a lone surrogate and letters of many scripts", async () => {
      const results = await embedder.embedDocuments(["a\u0000b\u0007 \ud800 c", "信息检索 поиск بحث 🔎"]);
      expect(results.map((result) => "vector" in result)).toEqual([true, true]);
    });

    it("returns nothing for no texts", async () => {
      expect(await embedder.embedDocuments([])).toEqual([]);
    });

    it("answers concurrent calls, each with its own vectors", async () => {
      const calls = [[sharks], [loans, sea], [sea]];
      const alone = (await embedder.embedDocuments(calls.flat())).map(requireVector);
      const together = (await Promise.all(calls.map((texts) => embedder.embedDocuments(texts)))).flat();
      for (const [at, result] of together.entries())
        expect(cosine(requireVector(result), alone[at]!)).toBeCloseTo(1, 5);
    });

    it("rejects an empty query as bad input", async () => {
      await expect(embedder.embedQuery("  ")).rejects.toMatchObject({ code: "bad_input" });
    });
  });

  describe.skipIf(skips)(`${name} when closed${why}`, { timeout: timeoutMs }, () => {
    it("rejects queries and documents as unavailable, and can be closed again", async () => {
      const embedder = await create();
      await embedder.close();
      await embedder.close();
      await expect(embedder.embedQuery(sharks)).rejects.toMatchObject({ code: "unavailable" });
      await expect(embedder.embedDocuments([sharks])).rejects.toMatchObject({ code: "unavailable" });
    });
  });
}

export function requireVector(result: EmbedResult): Float32Array {
  if ("vector" in result) return result.vector;
  throw new Error(`expected a vector, got the failure: ${result.failure}`);
}

export function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}
