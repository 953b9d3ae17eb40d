import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { followColumns } from "../../src/adapters/sqlite/search/follow-columns.js";
import { createNameDictionary } from "../../src/adapters/columns/name-dictionary.js";
import { createNameWordsIndex } from "../../src/adapters/columns/name-words.js";
import { createNumberLists } from "../../src/adapters/columns/number-lists.js";
import { openConnection } from "../../src/adapters/sqlite/open-database.js";
import { createSqliteStore } from "../../src/adapters/sqlite/store.js";
import { makeCleanPaper } from "../support/clean-papers.js";

describe("columns that follow the store", () => {
  it("include changes, additions and removals made while they are filled", async () => {
    const folder = await mkdtemp(join(tmpdir(), "paperkin-columns-"));
    const store = createSqliteStore({ folder, now: () => 0 });
    const { id: jobId } = await store.jobs.createJob(new Date(0));
    const keep = (...venues: readonly (readonly [id: number, venue: string])[]) => {
      const papers = venues.map(([id, venue]) => makeCleanPaper({ id: String(id), title: "T", venue }));
      return store.papers.savePapers({ jobId, papers, rejected: [] });
    };
    await keep(...Array.from({ length: 5_010 }, (_, index) => [index, "Old"] as const));
    const database = openConnection(folder, { readonly: true });
    const columns = followColumns(database);
    expect(columns.advance()).toBe(true);
    // A paper of the first slice, one of the second, and a new one.
    await keep([0, "New"], [5_005, "New"], [6_000, "New"]);
    for (const id of ["1", "5006"]) await store.papers.removePaper(id);
    expect(columns.read().countFacets({ names: ["venue"], limit: 20, query: {} }, undefined).facets.venue).toEqual([
      { value: "Old", count: 5_006 },
      { value: "New", count: 3 },
    ]);
    await keep(...Array.from({ length: 5_005 }, (_, index) => [index, "Newer"] as const));
    expect(columns.read().countFacets({ names: ["venue"], limit: 20, query: {} }, undefined).facets.venue).toEqual([
      { value: "Newer", count: 5_005 },
      { value: "Old", count: 3 },
      { value: "New", count: 2 },
    ]);
    expect(columns.advance()).toBe(false);
    database.close();
    store.close();
    await rm(folder, { recursive: true, force: true });
  });
});

describe("number lists", () => {
  it("hold the last list set for each paper, whether lists grow or shrink", () => {
    const changes = fc.array(fc.tuple(fc.nat({ max: 40 }), fc.array(fc.nat(), { maxLength: 90 })), { maxLength: 120 });
    fc.assert(
      fc.property(changes, (changed) => {
        const lists = createNumberLists();
        for (const [ordinal, list] of changed) lists.set(ordinal, list);
        for (const [ordinal, list] of new Map(changed)) {
          const start = lists.starts[ordinal] ?? 0;
          expect([...lists.numbers.subarray(start, start + (lists.lengths[ordinal] ?? 0))]).toEqual(list);
        }
      }),
    );
  });
});

describe("the dictionary of names", () => {
  it("numbers spellings, and groups those of one value", () => {
    const dictionary = createNameDictionary();
    expect(dictionary.add(["ACL", "NeurIPS"])).toEqual([0, 1]);
    expect(dictionary.add(["acl"])).toEqual([2]);
    expect(dictionary.add(["Acl", "acl", "NeurIPS"])).toEqual([3, 1]);
    expect(dictionary.names).toEqual(["ACL", "NeurIPS", "acl", "Acl"]);
    expect(dictionary.findSpellings("aCL")).toEqual([0, 2, 3]);
    expect(dictionary.findSpellings("neurips")).toEqual([1]);
    expect(dictionary.findSpellings("ICML")).toEqual([]);
    expect([...dictionary.listRespelled()]).toEqual([[0, [2, 3]]]);
  });
});

describe("the words of names", () => {
  it.each([
    ["smith", [0, 1]],
    ["J. Smith", [1]],
    ["smith j", [1]],
    ["jose garcia", [3]],
    ["cs", [4]],
    ["清華", [5]],
    ["cs 清華", []],
    ["mit", []],
    ["...", undefined],
    ["", undefined],
  ])("find %s", (text, numbers) => {
    const index = createNameWordsIndex();
    for (const name of ["Jane Smith", "J. Smith", "Smithson J.", "José García-López", "cs.CL", "國立清華大學", "—"]) {
      index.add(name);
    }
    expect(index.find(text)).toEqual(numbers);
  });

  it.each([
    ["smi", [0, 1, 2]],
    ["SMITH", [0, 1, 2]],
    ["jane s", [0]],
    ["smith j", [0, 1]],
    ["mith", []],
    ["lop", [3]],
    ["jose garc", [3]],
    ["清", [5]],
    ["—", undefined],
  ])("find %s as the beginning of a word", (text, numbers) => {
    const index = createNameWordsIndex();
    for (const name of ["Jane Smith", "J. Smith", "Smithson K.", "José García-López", "cs.CL", "國立清華大學", "—"]) {
      index.add(name);
    }
    expect(index.findBeginning(text)).toEqual(numbers);
  });

  it("find the same names as a linear scan, however many there are", () => {
    const name = fc.array(fc.constantFrom("a", "b", "ab", "aa", "ba"), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 400 }), name, (names, words) => {
        const index = createNameWordsIndex();
        for (const parts of names) index.add(parts.join(" "));
        const expected = names.flatMap((parts, number) =>
          words.every((word) => parts.includes(word)) ? [number] : [],
        );
        expect(index.find(words.join(" "))).toEqual(expected);
        const begun = names.flatMap((parts, number) => {
          const fits = (word: string, at: number) =>
            parts.some((part) => (at === words.length - 1 ? part.startsWith(word) : part === word));
          return words.every(fits) ? [number] : [];
        });
        expect(index.findBeginning(words.join(" "))).toEqual(begun);
      }),
    );
  });
});
