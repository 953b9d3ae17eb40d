import { describe, expect, it } from "vitest";
import { createMemoryKeywordIndex } from "../../src/adapters/memory/keyword-index.js";
import { collectOrdinals } from "../../src/domain/search/ordinal-set.js";
import { listAllOf } from "../../src/services/search/listed-papers.js";
import type { Ranking } from "../../src/services/search/rank-papers.js";
import { rankRest } from "../../src/services/search/rank-rest.js";

const paperCount = 3_000;
/** Two near papers: one ranks before all papers by words, the other after them. */
const near = [
  { ordinal: 3, evidence: 0.9, matchedBy: "both" as const },
  { ordinal: 5, evidence: -0.1, matchedBy: "meaning" as const },
];

/** Every paper but one in seven has the word, in texts of 1 to 6 words, so many scores are equal. */
async function openRest() {
  const keywordIndex = createMemoryKeywordIndex();
  const put = Array.from({ length: paperCount }, (_, ordinal) => {
    const title = [ordinal % 7 === 0 ? "kernel" : "graph", ...Array.from({ length: ordinal % 6 }, () => "robot")];
    return { ordinal, title: title.join(" "), abstract: "", extra: "" };
  });
  await keywordIndex.apply({ put, removed: [], lastChange: 1 });
  const { attainable, hits } = await keywordIndex.search({ text: "graph", limit: paperCount });
  const ranking = {
    ranked: [{ ordinal: 2, sum: 1, evidence: 1, matchedBy: "both" }],
    listNear: () => near,
    evidence: { semanticWeight: 0.5, attainable, keyword: hits.slice(0, 100) },
  } as unknown as Ranking;
  const order = {
    question: { keywords: "graph" },
    ranking,
    papers: listAllOf(collectOrdinals(put.map(({ ordinal }) => ordinal).filter((ordinal) => ordinal % 10 !== 1))),
    leading: new Set([4]),
  };
  return { keywordIndex, hits, order, rank: (count: number) => rankRest({ keywordIndex }, order, { count, poor: 0 }) };
}

describe("the papers beyond the first ones", () => {
  it("are the listed papers with a word of the question and the near ones, best first, without those before", async () => {
    const { hits, rank } = await openRest();
    const expected = hits.map(({ ordinal }) => ordinal).filter((ordinal) => ordinal % 10 !== 1);
    const words = expected.filter((ordinal) => ![2, 3, 4, 5].includes(ordinal));
    const { ordinals, evidence } = await rank(paperCount);
    expect([...ordinals]).toEqual([3, ...words, 5]);
    expect([...evidence]).toEqual([...evidence].toSorted((one, other) => other - one));
  });

  it("are the same, however many are wanted", async () => {
    const { rank } = await openRest();
    const all = await rank(paperCount);
    for (const count of [1, 999, 1_999, 2_000, 2_001]) {
      const some = await rank(count);
      expect(some.ordinals, `${count}`).toEqual(all.ordinals.slice(0, count));
      expect(some.evidence).toEqual(all.evidence.slice(0, count));
    }
  });

  it("leave the event loop free in between when many are wanted", async () => {
    const { rank } = await openRest();
    let turns = 0;
    const count = () => {
      turns += 1;
      timer = setImmediate(count);
    };
    let timer = setImmediate(count);
    await rank(paperCount);
    clearImmediate(timer);
    expect(turns).toBeGreaterThan(0);
  });
});
