import { describe, expect, it } from "vitest";
import { createEmbedSentences } from "../../src/services/search/embed-sentences.js";
import { createFindNearestSentences } from "../../src/services/search/find-nearest-sentences.js";
import { createMemoryVocabulary } from "../../src/adapters/memory/vocabulary.js";

const paper = (abstract: string) => ({
  id: abstract,
  title: "Insects",
  authors: [],
  categories: [],
  keywords: [],
  abstract,
});

/** The vector of a text is (1, 0) if it mentions flowers, and (0, 1) if not. */
function createFinder() {
  const embedded: string[][] = [];
  const embed = (text: string) => Float32Array.from(text.includes("flower") ? [1, 0] : [0, 1]);
  const embedSentences = createEmbedSentences({
    async embedPassages(texts) {
      embedded.push([...texts]);
      return texts.map((text) => (text.includes("?") ? { failure: "too odd" } : { vector: embed(text) }));
    },
  });
  const find = createFindNearestSentences({
    keywordIndex: { count: 100, vocabulary: createMemoryVocabulary(new Map()) },
    embedQuery: async (text) => embed(text),
    embedSentences,
  });
  return { find, embedded };
}

describe("The nearest sentences", () => {
  const clear = paper("Bees see flowers from afar by colour. It rains.");
  const contested = paper("Bees dance in hives. Bees like a flower.");
  const other = paper("Bees sleep a lot. Bees eat too.");

  it("are chosen by words where these tell them apart, and by their vectors elsewhere", async () => {
    const { find, embedded } = createFinder();
    const papers = new Map([clear, contested, other].map((one, at) => [at + 1, one]));
    const nearest = await find(papers, "how do bees see flowers by colour");
    expect(nearest.get(1)).toEqual({ text: "Bees see flowers from afar by colour.", range: [0, 37] });
    expect(nearest.get(2)).toEqual({ text: "Bees like a flower.", range: [21, 40], cosine: 1 });
    expect(nearest.get(3)).toMatchObject({ cosine: 0 });
    expect(embedded.flat()).toHaveLength(4);
    await find(new Map([[2, contested]]), "which flowers do bees see");
    expect(embedded).toHaveLength(1);
  });

  it("are those by words where they cannot be embedded", async () => {
    const nearest = await createFinder().find(new Map([[1, paper("Are bees awake? Are wasps awake?")]]), "bees");
    expect(nearest.get(1)).toEqual({ text: "Are bees awake?", range: [0, 15] });
  });

  it("are none for a question without words, or a paper without an abstract", async () => {
    const { find } = createFinder();
    expect((await find(new Map([[1, clear]]), "")).size).toBe(0);
    expect((await find(new Map([[1, paper("")]]), "bees")).size).toBe(0);
  });
});
