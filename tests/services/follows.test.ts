import { rm } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import type { NewFollow } from "../../src/domain/follows/follow.js";
import type { InboxAnswer } from "../../src/domain/follows/inbox.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";
import { until } from "../support/until.js";

const reader = "local";
const sparse = {
  id: "sparse",
  title: "Sparse attention for long documents",
  abstract: "Attention with sparse patterns reads long documents.",
  authors: ["Ada Lovelace", "Grace Hopper"],
  venue: "NeurIPS",
  year: 2024,
};
const bridges = {
  id: "bridges",
  title: "Wind loads on bridges",
  abstract: "We measure wind.",
  authors: ["Otto Berg"],
  year: 2023,
};

describe("what is followed", () => {
  const opened: TestLibrary[] = [];
  afterEach(async () => {
    for (const library of opened.splice(0)) await library.dispose();
  });
  const open = async (folder?: string) => {
    const library = await openTestLibrary(folder === undefined ? {} : { folder });
    await library.ready;
    opened.push(library);
    return library;
  };
  const follow = async ({ services: { desk } }: TestLibrary, body: NewFollow) => {
    const made = await desk.createFollow({ reader, body, query: { dryRun: false } });
    return (made as { id: string }).id;
  };
  const readInbox = ({ services: { desk } }: TestLibrary): Promise<InboxAnswer> =>
    desk.readInbox({ reader, query: { new: false, limit: 10 } });
  const listIds = async (library: TestLibrary) => (await readInbox(library)).papers.map(({ paper }) => paper.id);
  /** Matching goes on after the papers are stored. */
  const settle = async (library: TestLibrary, ids: readonly string[]) => {
    await until(`the inbox has ${ids.join()}`, async () => (await listIds(library)).join() === ids.join(), 10_000);
    expect(await listIds(library)).toEqual(ids);
  };

  it("finds new papers by words and meaning, not those that were here before", async () => {
    const library = await open();
    await ingest(library.services, [{ ...sparse, id: "old" }]);
    await follow(library, { kind: "question", query: "sparse attention" });
    await ingest(library.services, [{ ...sparse, title: "Sparse attention in vision", id: "new" }, bridges]);
    await settle(library, ["new"]);
    const [first] = (await readInbox(library)).papers;
    expect(first).toMatchObject({ isNew: true, matches: [{ kind: "question", words: ["Sparse", "attention"] }] });
  });

  it.each<[string, NewFollow]>([
    ["an author", { kind: "author", author: "A. Lovelace" }],
    ["a venue", { kind: "venue", venue: "Neural Information Processing Systems" }],
    ["only restrictions", { kind: "question", query: "author:hopper year:2024" }],
    ["a filter", { kind: "question", query: "long documents", filter: { yearFrom: 2024 } }],
    ["words only", { kind: "question", query: "sparse documents", mode: "keyword" }],
    ["meaning only", { kind: "question", query: "sparse attention long documents", mode: "semantic" }],
    ["a quoted phrase", { kind: "question", query: '"sparse attention" -survey' }],
  ])("matches %s", async (_, body) => {
    const library = await open();
    await ingest(library.services, [bridges]);
    await follow(library, body);
    const other = { ...bridges, id: "later", title: "Wind loads on towers" };
    const survey = {
      ...sparse,
      id: "survey",
      title: "A survey of vision",
      authors: [],
      venue: "Nature",
      year: 2020,
      abstract: "Survey of vision.",
    };
    await ingest(library.services, [sparse, other, survey]);
    await settle(library, ["sparse"]);
    expect((await readInbox(library)).new).toBe(1);
  });

  it("matches papers like a paper", async () => {
    const library = await open();
    await ingest(library.services, [sparse, bridges]);
    await follow(library, { kind: "paper", paper: "sparse" });
    await ingest(library.services, [
      { ...sparse, id: "alike", title: "Sparse attention reads long documents fast", year: 2025 },
      { ...bridges, id: "far", title: "Wind on roofs" },
    ]);
    await settle(library, ["alike"]);
    expect((await readInbox(library)).papers[0]!.matches[0]!.like).toEqual({ id: "sparse", title: sparse.title });
  });

  it("matches no paper that came while the collection was empty", async () => {
    const library = await open();
    const { desk } = library.services;
    await ingest(library.services, [sparse]);
    const { id } = await desk.createCollection({ reader, body: { name: "Attention" } });
    await follow(library, { kind: "collection", collection: id });
    const alike = { ...sparse, id: "early", title: "Sparse attention reads long documents fast" };
    await ingest(library.services, [alike]);
    await desk.addEntries({ reader, params: { id }, body: { entries: [{ id: "sparse" }] } });
    await ingest(library.services, [{ ...alike, id: "late", title: "Long documents and attention that is sparse" }]);
    await settle(library, ["late"]);
    expect((await desk.listFollows({ reader })).follows).toMatchObject([{ kind: "collection", matches: 1 }]);
  });

  it("matches a paper once, though it is sent again, edited and matched again after a start", async () => {
    const library = await open();
    await follow(library, { kind: "question", query: "sparse attention" });
    await follow(library, { kind: "author", author: "Ada Lovelace" });
    await ingest(library.services, [sparse]);
    await settle(library, ["sparse"]);
    const { desk } = library.services;
    expect(await desk.markSeen({ reader, body: { ids: ["sparse"] } })).toEqual({ changed: 1, new: 0 });
    await ingest(library.services, [sparse, { ...sparse, abstract: "Attention with sparse patterns is fast." }]);
    await library.close();
    const again = await open(library.folder);
    await ingest(again.services, [bridges]);
    const inbox = await readInbox(again);
    expect(inbox).toMatchObject({ total: 1, new: 0 });
    expect(inbox.papers[0]!.matches).toHaveLength(2);
    opened.splice(opened.indexOf(library), 1);
    await again.close();
    opened.splice(opened.indexOf(again), 1);
    await rm(library.folder, { recursive: true });
  });

  it("folds a near-duplicate of an earlier match, and forgets removed papers", async () => {
    const library = await open();
    await follow(library, { kind: "question", query: "sparse attention" });
    await ingest(library.services, [sparse]);
    await settle(library, ["sparse"]);
    await ingest(library.services, [{ ...sparse, id: "copy", year: 2025, venue: "ICML" }]);
    await until("the copy is folded", async () => ((await readInbox(library)).papers[0]?.versions ?? []).length > 0);
    expect((await readInbox(library)).papers).toMatchObject([{ paper: { id: "sparse" }, versions: ["copy"] }]);
    await library.services.removePaper("sparse");
    expect(await listIds(library)).toEqual(["copy"]);
    await library.services.removePaper("copy");
    expect(await listIds(library)).toEqual([]);
  });

  it("pauses, narrows, lists and forgets", async () => {
    const library = await open();
    const { desk } = library.services;
    const id = await follow(library, { kind: "author", author: "Ada Lovelace" });
    await desk.changeFollow({ reader, params: { id }, body: { isPaused: true } });
    await ingest(library.services, [sparse]);
    await desk.changeFollow({ reader, params: { id }, body: { isPaused: false, filter: { yearFrom: 2025 } } });
    await ingest(library.services, [
      { ...sparse, id: "a", title: "Engines", year: 2024 },
      { ...sparse, id: "b", title: "Looms", abstract: "Cards.", year: 2025 },
    ]);
    await settle(library, ["b"]);
    expect((await desk.listFollows({ reader })).follows).toMatchObject([{ id, matches: 1, new: 1 }]);
    await expect(desk.readFollow({ reader: "other", params: { id } })).rejects.toMatchObject({ code: "not_found" });
    await desk.removeFollow({ reader, params: { id } });
    expect(await listIds(library)).toEqual([]);
  });

  it("says what it would have matched, and keeps nothing", async () => {
    const library = await open();
    await ingest(library.services, [sparse, bridges]);
    const body: NewFollow = { kind: "question", query: "sparse attention" };
    const tried = await library.services.desk.createFollow({ reader, body, query: { dryRun: true } });
    expect(tried).toMatchObject({ matched: 1, compared: 2, papers: [{ paper: { id: "sparse" } }] });
    expect(await library.services.desk.listFollows({ reader })).toEqual({ follows: [] });
  });

  it("refuses the title of a paper as a question", async () => {
    const library = await open();
    await ingest(library.services, [sparse]);
    const body: NewFollow = { kind: "question", query: sparse.title };
    await expect(follow(library, body)).rejects.toMatchObject({ code: "bad_input" });
  });
});
