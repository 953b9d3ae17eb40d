import { describe, expect, it } from "vitest";
import { keepMatches } from "../../src/adapters/sqlite/search/keep-matches.js";
import { noNameWords } from "../../src/domain/search/filter.js";
import { collectOrdinals } from "../../src/domain/search/ordinal-set.js";
import type { CandidateTest, CorpusScan } from "../../src/ports/search/corpus-scan.js";
import { listPapers } from "../support/paper-sets.js";

describe("the texts that a scan compared", () => {
  it("are read once for the same or fewer candidates, until something changes", async () => {
    const { match, asked, change } = createCounted();
    expect(await match(["kite", [1, 2, 3, 4]])).toEqual([[2, 4]]);
    expect(await match(["kite", [1, 2, 3, 4]])).toEqual([[2, 4]]);
    expect(await match(["kite", [4]])).toEqual([[4]]);
    expect(await match(["kite", []])).toEqual([[]]);
    expect(asked).toEqual(["kite"]);
    expect(await match(["kite", [2, 4, 100]])).toEqual([[2, 4, 100]]);
    expect(await match(["gull", [2]], ["kite", [100]], ["tern", [6]])).toEqual([[2], [100], [6]]);
    expect(asked).toEqual(["kite", "kite", "gull", "tern"]);
    change();
    expect(await match(["kite", [100]])).toEqual([[100]]);
    expect(asked).toHaveLength(5);
  });

  it("are kept in a bounded number, the latest", async () => {
    const { match, asked } = createCounted();
    for (let at = 0; at < 100; at += 1) await match([`word ${at}`, [2]]);
    await match(["word 99", [2]]);
    expect(asked).toHaveLength(100);
    await match(["word 0", [2]]);
    expect(asked).toHaveLength(101);
  });

  it("are forgotten if something changed while they were read", async () => {
    const { match, asked, change } = createCounted();
    const first = match(["kite", [2]]);
    change();
    await Promise.all([first, match(["gull", [2]])]);
    await match(["kite", [2]]);
    expect(asked.filter((text) => text === "kite")).toHaveLength(2);
  });
});

describe("the filters that a scan matched", () => {
  it("are matched once for the same filter and words, until something changes", async () => {
    const { matchFilter, asked, change } = createCounted();
    const words = { ...noNameWords, author: ["smith"] };
    await matchFilter({ year: [2020] }, noNameWords);
    await matchFilter({ year: [2020] }, noNameWords);
    await matchFilter({ year: [2020] }, words);
    await matchFilter({ year: [2020] }, { ...words });
    await matchFilter({}, words);
    expect(asked).toHaveLength(3);
    change();
    await matchFilter({}, words);
    expect(asked).toHaveLength(4);
  });

  it("are matched again after a failure", async () => {
    const { matchFilter, asked, fail } = createCounted();
    fail(new Error("the disk is gone"));
    await expect(matchFilter({ year: [2020] }, noNameWords)).rejects.toThrow("the disk is gone");
    fail(undefined);
    expect(await listPapers(await matchFilter({ year: [2020] }, noNameWords))).toEqual([1, 2]);
    expect(asked).toHaveLength(2);
  });
});

/** Papers with an even ordinal pass every test of their text. */
function createCounted() {
  const asked: string[] = [];
  let lastChange = 1;
  let failure: Error | undefined;
  const scan: Pick<CorpusScan, "matchFilter" | "matchTexts"> = {
    async matchFilter(...question) {
      asked.push(JSON.stringify(question));
      if (failure) throw failure;
      return collectOrdinals([1, 2]);
    },
    async matchTexts(tests) {
      asked.push(...tests.map(({ test }) => test.text));
      const lists = await Promise.all(tests.map(({ candidates }) => listPapers(candidates)));
      return lists.map((ordinals) => collectOrdinals(ordinals.filter((ordinal) => ordinal % 2 === 0)));
    },
  };
  const { matchFilter, matchTexts } = keepMatches({ scan, changes: { readLastChange: async () => lastChange } });
  return {
    asked,
    matchFilter,
    change: () => void (lastChange += 1),
    fail: (error: Error | undefined) => void (failure = error),
    async match(...tests: (readonly [text: string, candidates: readonly number[]])[]) {
      const sets = await matchTexts(
        tests.map(([text, ordinals]): CandidateTest => {
          return { test: { kind: "words", field: "title", text }, candidates: collectOrdinals(ordinals) };
        }),
      );
      return Promise.all(sets.map(listPapers));
    },
  };
}
