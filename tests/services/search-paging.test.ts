import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { search } from "../support/search.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

const modes = ["hybrid", "semantic", "keyword"] as const;

describe("paging by cursor", () => {
  let library: TestLibrary;
  beforeAll(async () => {
    library = await openTestLibrary();
    const many = Array.from({ length: 150 }, (_, at) => ({
      id: `p${at}`,
      title: `Common topic ${"x".repeat(1 + (at % 50))}${at}`,
    }));
    await ingest(library.services, many);
  });
  afterAll(() => library.dispose());

  it.each(modes)("in %s mode returns every paper once, even when papers are added in between", async (mode) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 20; page += 1) {
      const answer = await search(library.services, {
        query: "common topic",
        mode,
        limit: 20,
        ...(cursor && { cursor }),
      });
      seen.push(...answer.hits.map(({ paper }) => paper.id));
      ({ cursor } = answer);
      if (!cursor) break;
      if (page < 3) await ingest(library.services, [{ id: `${mode}-late-${page}`, title: "Common topic" }]);
    }
    expect(cursor).toBeUndefined();
    expect(new Set(seen).size).toBe(seen.length);
    for (let at = 0; at < 150; at += 1) expect(seen).toContain(`p${at}`);
  });

  it.each(modes)("in %s mode keeps scores descending within and across pages", async (mode) => {
    const scores: number[] = [];
    let cursor: string | undefined;
    do {
      const answer = await search(library.services, {
        query: "common topic xxx",
        mode,
        limit: 20,
        ...(cursor && { cursor }),
      });
      scores.push(...answer.hits.map(({ score }) => score));
      ({ cursor } = answer);
    } while (cursor);
    expect(scores.length).toBeGreaterThan(100);
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
    expect(new Set(scores).size).toBeGreaterThan(1);
  });

  it("continues from an offset in the same order", async () => {
    const request = { query: "common topic", mode: "keyword", limit: 10 } as const;
    const second = await search(library.services, { ...request, offset: 10 });
    const third = await search(library.services, { ...request, ...(second.cursor && { cursor: second.cursor }) });
    const expected = await search(library.services, { ...request, offset: 20 });
    expect(third.hits.map(({ paper }) => paper.id)).toEqual(expected.hits.map(({ paper }) => paper.id));
  });

  it("rejects a cursor of another query", async () => {
    const { cursor = "" } = await search(library.services, { query: "common", mode: "keyword" });
    await expect(search(library.services, { query: "topic", mode: "keyword", cursor })).rejects.toMatchObject({
      code: "bad_input",
    });
  });
});

describe("near-duplicates in a search", () => {
  let library: TestLibrary;
  const abstract = "Zebras have stripes because lions are bad at counting stripes in the high grass of the plain.";
  beforeAll(async () => {
    library = await openTestLibrary();
    await ingest(library.services, [
      { id: "workshop", title: "Why zebras have stripes", abstract, authors: ["Ada Lovelace"], year: 2019 },
      { id: "journal", title: "Why zebras have stripes", abstract, authors: ["Ada Lovelace"], year: 2020 },
      { id: "other", title: "Stripes of tigers", abstract: "Tigers hide.", authors: ["Grace Hopper"] },
    ]);
  });
  afterAll(() => library.dispose());

  it("are folded into the best of them, which lists the others", async () => {
    const { hits, total } = await search(library.services, { query: "zebras counting stripes" });
    expect(hits.map(({ paper, duplicates }) => [paper.id, duplicates])).toEqual([
      ["workshop", ["journal"]],
      ["other", undefined],
    ]);
    expect(total).toBe(2);
  });

  it("are shown individually on request", async () => {
    const { hits } = await search(library.services, { query: "zebras counting stripes", duplicates: "show" });
    expect(hits.map(({ paper }) => paper.id)).toEqual(["workshop", "journal", "other"]);
  });
});
