import { describe, expect, it } from "vitest";
import { noNameWords } from "../../src/domain/search/filter.js";
import { collectOrdinals } from "../../src/domain/search/ordinal-set.js";
import type { CorpusScan } from "../../src/ports/search/corpus-scan.js";
import { createMatchFilter } from "../../src/services/search/match-filter.js";
import { listPapers } from "../support/paper-sets.js";

describe("matchFilter", () => {
  it("matches all papers without a scan when filter and words are empty", async () => {
    const { matchFilter, asked } = createCounted();
    expect(await matchFilter({})).toBeUndefined();
    expect(await matchFilter({ venue: undefined } as object, noNameWords)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it("keeps the papers of a part of the map that the fields of papers allow", async () => {
    const { matchFilter, asked } = createCounted();
    expect(await listPapers(await matchFilter({ year: [2020], topic: [1] }))).toEqual([1, 2]);
    expect(await listPapers(await matchFilter({ year: [2020], topic: [3] }))).toEqual([2]);
    expect(asked).toEqual([
      [{ year: [2020] }, noNameWords],
      [{ year: [2020] }, noNameWords],
    ]);
  });
});

function createCounted() {
  const asked: unknown[] = [];
  const scan: Pick<CorpusScan, "matchFilter"> = {
    async matchFilter(...question) {
      asked.push(question);
      return collectOrdinals([1, 2]);
    },
  };
  return {
    asked,
    matchFilter: createMatchFilter({
      scan,
      matchOnMap: async ({ topic = [] }) => collectOrdinals([...topic, 2]),
    }),
  };
}
