import { describe, expect, it } from "vitest";
import { collectOrdinals } from "../../src/domain/search/ordinal-set.js";
import type { CandidateTest, CorpusScan } from "../../src/ports/search/corpus-scan.js";
import { keepTextMatches } from "../../src/services/search/query/keep-text-matches.js";

describe("keepTextMatches", () => {
  it("reads the texts once for the same or fewer candidates, until something changes", async () => {
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

  it("keeps a bounded number, the latest", async () => {
    const { match, asked } = createCounted();
    for (let at = 0; at < 100; at += 1) await match([`word ${at}`, [2]]);
    await match(["word 99", [2]]);
    expect(asked).toHaveLength(100);
    await match(["word 0", [2]]);
    expect(asked).toHaveLength(101);
  });

  it("keeps nothing that was read while something changed", async () => {
    const { match, asked, change } = createCounted();
    const first = match(["kite", [2]]);
    change();
    await Promise.all([first, match(["gull", [2]])]);
    await match(["kite", [2]]);
    expect(asked.filter((text) => text === "kite")).toHaveLength(2);
  });
});

/** Papers with an even ordinal pass every test. */
function createCounted() {
  const asked: string[] = [];
  let lastChange = 1;
  const scan: Pick<CorpusScan, "matchTexts"> = {
    async matchTexts(tests) {
      asked.push(...tests.map(({ test }) => test.text));
      return tests.map(({ candidates }) =>
        collectOrdinals([...candidates!.values()].filter((ordinal) => ordinal % 2 === 0)),
      );
    },
  };
  const matchTexts = keepTextMatches({ changes: { readLastChange: async () => lastChange }, scan });
  return {
    asked,
    change: () => void (lastChange += 1),
    async match(...tests: (readonly [text: string, candidates: readonly number[]])[]) {
      const sets = await matchTexts(
        tests.map(([text, ordinals]): CandidateTest => {
          return { test: { kind: "words", field: "title", text }, candidates: collectOrdinals(ordinals) };
        }),
      );
      return sets.map((set) => [...set.values()]);
    },
  };
}
