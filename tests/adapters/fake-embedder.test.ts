import { describe, expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { formatFingerprint } from "../../src/domain/models/model.js";
import { cosine, describeEmbedder, requireVector } from "../contracts/embedder.contract.js";

describeEmbedder("the fake embedder", { create: async () => createFakeEmbedder() });

describe("the fake embedder", () => {
  it("counts shared words: half of the words in common is a cosine of one half", async () => {
    const embedder = createFakeEmbedder({ dimensions: 1024 });
    const [a, b] = (await embedder.embedDocuments(["graph neural", "graph kernel"])).map(requireVector);
    expect(cosine(a!, b!)).toBeCloseTo(0.5, 6);
  });

  it("ignores case and punctuation", async () => {
    const embedder = createFakeEmbedder();
    const [a, b] = (await embedder.embedDocuments(["Graph, neural!", "neural graph"])).map(requireVector);
    expect(cosine(a!, b!)).toBeCloseTo(1, 6);
  });

  it("fails only a text that contains the marker", async () => {
    const results = await createFakeEmbedder().embedDocuments(["one", "two [[fail]]", "three"]);
    expect(results.map((result) => "vector" in result)).toEqual([true, false, true]);
    expect(results[1]).toEqual({ failure: "the text contains [[fail]]" });
  });

  it("changes its fingerprint with every part of its identity", () => {
    const own = formatFingerprint(createFakeEmbedder().model);
    expect(formatFingerprint(createFakeEmbedder({ revision: "2" }).model)).not.toBe(own);
    expect(formatFingerprint(createFakeEmbedder({ id: "other" }).model)).not.toBe(own);
    expect(formatFingerprint(createFakeEmbedder({ failMarker: "x" }).model)).toBe(own);
  });
});
