import { describe, expect, it } from "vitest";
import { noNameWords } from "../../src/domain/search/filter.js";
import { collectOrdinals } from "../../src/domain/search/ordinal-set.js";
import type { ChangeLog } from "../../src/ports/vectors/change-log.js";
import type { CorpusScan } from "../../src/ports/search/corpus-scan.js";
import { createMatchFilter } from "../../src/services/search/match-filter.js";

describe("matchFilter", () => {
  it("matches all papers without a scan when filter and words are empty", async () => {
    const { matchFilter, asked } = createCounted();
    expect(await matchFilter({})).toBeUndefined();
    expect(await matchFilter({ venue: undefined } as object, noNameWords)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it("scans once for the same filter and words until something changes", async () => {
    const { matchFilter, asked, change } = createCounted();
    const words = { ...noNameWords, author: ["smith"] };
    await matchFilter({ year: [2020] });
    await matchFilter({ year: [2020] });
    await matchFilter({ year: [2020] }, words);
    await matchFilter({ year: [2020] }, { ...words });
    await matchFilter({}, words);
    expect(asked).toHaveLength(3);
    change();
    await matchFilter({}, words);
    expect(asked).toHaveLength(4);
  });

  it("keeps the papers of a part of the map that the fields of papers allow, and scans for those once", async () => {
    const { matchFilter, asked } = createCounted();
    expect([...((await matchFilter({ year: [2020], topic: [1] }))?.values() ?? [])]).toEqual([1, 2]);
    expect([...((await matchFilter({ year: [2020], topic: [3] }))?.values() ?? [])]).toEqual([2]);
    expect(asked).toEqual([[{ year: [2020] }, noNameWords]]);
  });

  it("scans again after a failure", async () => {
    const { matchFilter, asked, fail } = createCounted();
    fail(new Error("the disk is gone"));
    await expect(matchFilter({ year: [2020] })).rejects.toThrow("the disk is gone");
    fail(undefined);
    expect((await matchFilter({ year: [2020] }))?.size).toBe(2);
    expect(asked).toHaveLength(2);
  });
});

function createCounted() {
  const asked: unknown[] = [];
  let lastChange = 1;
  let failure: Error | undefined;
  const changes: Pick<ChangeLog, "readLastChange"> = { readLastChange: async () => lastChange };
  const scan: Pick<CorpusScan, "matchFilter"> = {
    async matchFilter(...question) {
      asked.push(question);
      if (failure) throw failure;
      return collectOrdinals([1, 2]);
    },
  };
  return {
    asked,
    matchFilter: createMatchFilter({
      changes,
      scan,
      matchOnMap: async ({ topic = [] }) => collectOrdinals([...topic, 2]),
    }),
    change: () => void (lastChange += 1),
    fail: (error: Error | undefined) => void (failure = error),
  };
}
