import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeCleanPaper } from "../support/clean-papers.js";
import {
  type CreateStore,
  embedWaiting,
  findOrdinal,
  keepEmbedded,
  keepPapers,
  readIds,
  type StoreUnderTest,
  listWaiting,
} from "../support/store-under-test.js";

export function describePaperStore(name: string, create: CreateStore): void {
  describe(name, () => {
    let store: StoreUnderTest;
    beforeEach(async () => {
      store = await create();
    });
    afterEach(() => store.close());

    describeSaving(() => store);
    describeLookup(() => store);
    describeListing(() => store);
  });
}

const nameEach = (ids: readonly string[]) => ids.map((id) => ({ id, title: `Title ${id}` }));
const nothing = { papers: 0, embedded: 0, waiting: 0, failed: 0, withheld: 0 };

function describeSaving(open: () => StoreUnderTest): void {
  it("keeps every field of a paper, and leaves absent ones absent", async () => {
    const { papers } = open();
    const full = {
      id: "full",
      title: "A title",
      abstract: "An abstract 😀.",
      authors: ["Ada", "Bo"],
      year: 2020,
      date: "2020-02-01",
      venue: "Venue",
      categories: ["cs.CL"],
      keywords: ["one", "two"],
      doi: "10.1000/182",
      arxivId: "2301.01234",
      url: "https://example.org/1",
    };
    expect(await keepPapers(open(), [full, { id: "bare", title: "Bare" }])).toMatchObject({
      accepted: 2,
      unchanged: 0,
    });
    expect((await papers.findPaper("full"))?.paper).toEqual(full);
    expect((await papers.findPaper("bare"))?.paper).toEqual({
      id: "bare",
      title: "Bare",
      authors: [],
      categories: [],
      keywords: [],
    });
  });

  it("reports a repeated paper as unchanged, however often it is saved", async () => {
    const paper = { id: "a", title: "T", abstract: "A" };
    await keepPapers(open(), [paper]);
    await embedWaiting(open());
    expect(await keepPapers(open(), [paper, paper])).toMatchObject({ accepted: 0, unchanged: 2 });
    expect(await open().papers.countPapers()).toEqual({ ...nothing, papers: 1, embedded: 1 });
  });

  it("drops the vector of a paper when its text changes, and lists it as waiting again", async () => {
    const store = open();
    await keepPapers(store, [{ id: "a", title: "T" }]);
    const ordinal = await findOrdinal(store, "a");
    await embedWaiting(store);
    expect(await keepPapers(store, [{ id: "a", title: "T", abstract: "New." }])).toMatchObject({ accepted: 1 });
    expect(await store.papers.countPapers()).toEqual({ ...nothing, papers: 1, waiting: 1 });
    expect((await store.vectors.readVectors([ordinal])).size).toBe(0);
    expect(await listWaiting(store, 10)).toMatchObject([{ ordinal, text: "T. New." }]);
  });

  it("keeps the vector of a paper when only other fields change", async () => {
    const store = open();
    await keepPapers(store, [{ id: "a", title: "T" }]);
    await embedWaiting(store);
    const { jobId, accepted } = await keepPapers(store, [{ id: "a", title: "T", year: 1999 }]);
    expect(accepted).toBe(1);
    expect(await store.papers.countPapers()).toEqual({ ...nothing, papers: 1, embedded: 1 });
    expect((await store.vectors.readVectors([await findOrdinal(store, "a")])).size).toBe(1);
    expect((await store.papers.findPaper("a"))?.paper.year).toBe(1999);
    expect((await store.jobs.readJob(jobId))?.counts).toMatchObject({ accepted: 1, embedded: 1 });
  });

  it("ignores an older arXiv version, and replaces the paper with a newer one", async () => {
    const store = open();
    const read = async () => (await store.papers.findPaper("arxiv:2301.01234"))?.paper.title;
    await keepPapers(store, [{ arxivId: "2301.01234v2", title: "Two" }]);
    expect(await keepPapers(store, [{ arxivId: "2301.01234v1", title: "One" }])).toMatchObject({ unchanged: 1 });
    expect(await read()).toBe("Two");
    expect(await keepPapers(store, [{ arxivId: "2301.01234v3", title: "Three" }])).toMatchObject({ accepted: 1 });
    expect(await read()).toBe("Three");
    expect(await store.papers.countPapers()).toMatchObject({ papers: 1 });
  });

  it("accepts a vector supplied with a paper, first or later, and then needs none", async () => {
    const store = open();
    await keepPapers(store, [{ id: "a", title: "T" }]);
    await keepEmbedded(store, [{ id: "a", title: "T", vector: [0, 1] }]);
    expect(await store.papers.countPapers()).toEqual({ ...nothing, papers: 1, embedded: 1 });
    expect(await listWaiting(store, 10)).toEqual([]);
    const ordinal = await findOrdinal(store, "a");
    expect((await store.vectors.readVectors([ordinal])).get(ordinal)).toEqual(Float32Array.of(0, 1));
  });

  it("saves nothing of a slice for an unknown job", async () => {
    const { papers } = open();
    const slice = { jobId: "none", papers: [makeCleanPaper({ id: "a", title: "T" })], rejected: [] };
    await expect(papers.savePapers(slice)).rejects.toMatchObject({ code: "not_found" });
    expect(await papers.countPapers()).toEqual(nothing);
    expect(await papers.findPaper("a")).toBeUndefined();
  });

  it("removes a paper with its vector, once", async () => {
    const store = open();
    await keepPapers(store, nameEach(["a", "b"]));
    await embedWaiting(store);
    const ordinal = await findOrdinal(store, "a");
    const removed = ["a", "zz", "a"].map((id) => store.papers.removePaper(id));
    expect(await Promise.all(removed)).toEqual([true, false, false]);
    expect(await store.papers.findPaper("a")).toBeUndefined();
    expect((await store.vectors.readVectors([ordinal])).size).toBe(0);
    expect(await store.papers.countPapers()).toEqual({ ...nothing, papers: 1, embedded: 1 });
  });

  it("never reuses an ordinal", async () => {
    const store = open();
    await keepPapers(store, [{ id: "a", title: "T" }]);
    const first = await findOrdinal(store, "a");
    await store.papers.removePaper("a");
    await keepPapers(store, [{ id: "a", title: "T" }]);
    expect(await findOrdinal(store, "a")).toBeGreaterThan(first);
  });
}

function describeLookup(open: () => StoreUnderTest): void {
  it("finds a paper by its id in any spelling", async () => {
    const { papers } = open();
    await keepPapers(open(), [
      { title: "T", arxivId: "math/0211159" },
      { title: "U", doi: "10.1000/ABC" },
    ]);
    for (const id of ["arxiv:math/0211159", "arXiv:math/0211159v2", "https://arxiv.org/abs/math/0211159"]) {
      expect((await papers.findPaper(id))?.paper.title).toBe("T");
    }
    expect((await papers.findPaper("https://doi.org/10.1000/abc"))?.paper.title).toBe("U");
    expect(await papers.findPaper("math/0211159")).toBeUndefined();
    expect(await papers.removePaper("doi:10.1000/ABC")).toBe(true);
  });

  it("finds papers by their exact title, DOI, arXiv id or id", async () => {
    const store = open();
    await keepPapers(store, [
      { id: "one", title: "Attention: All You Need?" },
      { id: "two", title: "Attention", doi: "10.1000/182" },
      { id: "three", title: "More", arxivId: "2301.01234v2" },
    ]);
    const find = async (text: string) => readIds(store, await store.papers.findExact(text));
    expect(await find("attention all  you NEED")).toEqual(["one"]);
    expect(await find("attention")).toEqual(["two"]);
    expect(await find("https://doi.org/10.1000/182")).toEqual(["two"]);
    expect(await find("10.1000/182")).toEqual(["two"]);
    expect(await find("2301.01234")).toEqual(["three"]);
    expect(await find("arXiv:2301.01234v1")).toEqual(["three"]);
    expect(await find("three")).toEqual(["three"]);
    for (const text of ["all you need", "?!", "", "10.1000", "'; DROP TABLE papers; --"])
      expect(await find(text)).toEqual([]);
  });

  it("finds the ten oldest of many papers with one title", async () => {
    const store = open();
    await keepPapers(
      store,
      Array.from({ length: 12 }, (_, index) => ({ id: `p${index}`, title: "Same" })),
    );
    expect(await readIds(store, await store.papers.findExact("same"))).toEqual(
      Array.from({ length: 10 }, (_, index) => `p${index}`),
    );
  });

  it("finds papers by the beginning of their titles, in the order of the titles", async () => {
    const store = open();
    const titles = { b: "Deep sea: voles", a: "Deep sand", c: "A deep sea" };
    const named = Object.entries(titles).map(([id, title]) => ({ id, title }));
    await keepPapers(store, named);
    const find = async (text: string, limit = 10) => readIds(store, await store.papers.findByTitle(text, limit));
    expect(await find("DEEP s")).toEqual(["a", "b"]);
    expect(await find("deep sea -- vo")).toEqual(["b"]);
    expect(await find("deep", 1)).toEqual(["a"]);
    for (const text of ["sea", "%", "?!", ""]) expect(await find(text)).toEqual([]);
  });

  it("reads papers by ordinal, and omits removed ones", async () => {
    const store = open();
    await keepPapers(store, nameEach(["a", "b"]));
    const [a, b] = [await findOrdinal(store, "a"), await findOrdinal(store, "b")];
    await store.papers.removePaper("a");
    expect([...(await store.papers.readPapers([b, a, 999]))].map(([ordinal, { id }]) => [ordinal, id])).toEqual([
      [b, "b"],
    ]);
    expect((await store.papers.readPapers([])).size).toBe(0);
  });
}

function describeListing(open: () => StoreUnderTest): void {
  const readPage = async (cursor: string | undefined, limit: number) => {
    const page = await open().papers.listPapers({ limit, ...(cursor !== undefined && { cursor }) });
    return { ids: page.papers.map(({ id }) => id), cursor: page.cursor };
  };

  it("pages through all papers in the order they were added", async () => {
    await keepPapers(open(), nameEach(["a", "b", "c", "d", "e"]));
    const first = await readPage(undefined, 2);
    const second = await readPage(first.cursor, 2);
    const third = await readPage(second.cursor, 2);
    expect([first.ids, second.ids, third.ids]).toEqual([["a", "b"], ["c", "d"], ["e"]]);
    expect(third.cursor).toBeUndefined();
  });

  it("returns no cursor after a full last page", async () => {
    await keepPapers(open(), nameEach(["a", "b"]));
    expect(await readPage(undefined, 2)).toEqual({ ids: ["a", "b"], cursor: undefined });
  });

  it("repeats and skips no paper while papers are added and removed", async () => {
    const store = open();
    await keepPapers(store, nameEach(["a", "b", "c", "d"]));
    const first = await readPage(undefined, 2);
    await store.papers.removePaper("a");
    await keepPapers(store, [{ id: "b", title: "Changed" }, ...nameEach(["e"])]);
    expect(await readPage(first.cursor, 10)).toEqual({ ids: ["c", "d", "e"], cursor: undefined });
  });

  it("rejects a cursor that it did not issue", async () => {
    const { papers } = open();
    for (const cursor of ["abc", "-1", "1.5"]) {
      const refusal = { code: "bad_input", details: [{ path: "cursor" }] };
      await expect(papers.listPapers({ cursor, limit: 1 })).rejects.toMatchObject(refusal);
    }
  });
}
