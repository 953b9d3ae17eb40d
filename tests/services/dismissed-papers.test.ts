import { afterEach, describe, expect, it } from "vitest";
import type { NewFollow } from "../../src/domain/follows/follow.js";
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
const copy = { ...sparse, id: "copy", year: 2025, venue: "ICML" };
const marker = { id: "marker", title: "Wind loads on bridges", abstract: "We measure wind.", authors: ["Otto Berg"] };

describe("papers that a reader is not interested in", () => {
  let library: TestLibrary;
  afterEach(() => library.dispose());
  const open = async (...follows: NewFollow[]) => {
    library = await openTestLibrary();
    await library.ready;
    for (const body of [...follows, { kind: "author" as const, author: "Otto Berg" }])
      await library.services.desk.createFollow({ reader, body, query: { dryRun: false } });
  };
  const list = async (query: object = {}) => {
    const { papers } = await library.services.desk.readInbox({ reader, query: { new: false, limit: 10, ...query } });
    return papers.map(({ paper, versions = [] }) => [paper.id, ...versions].join("+")).toSorted();
  };
  const settle = (...ids: string[]) =>
    until(`the inbox has ${ids.join()}`, async () => (await list()).join() === ids.toSorted().join(), 10_000);
  const dismiss = (isDismissed: boolean) =>
    library.services.desk.dismissPapers({ reader, body: { ids: ["sparse"], isDismissed } });

  it.each<[string, NewFollow]>([
    ["a question", { kind: "question", query: "sparse attention" }],
    ["words", { kind: "question", query: '"sparse attention"' }],
    ["an author", { kind: "author", author: "Ada Lovelace" }],
    ["a venue and another follow", { kind: "venue", venue: "NeurIPS" }],
  ])("do not come back with %s, nor do their versions, until they are restored", async (_, body) => {
    await open(body, { kind: "author", author: "Grace Hopper" });
    await ingest(library.services, [sparse]);
    await settle("sparse");
    expect(await dismiss(true)).toEqual({ changed: 1, new: 0 });
    await ingest(library.services, [{ ...sparse, abstract: `${sparse.abstract} Fast.` }, copy]);
    await ingest(library.services, [marker]);
    await settle("marker");
    expect(await list({ dismissed: true })).toEqual(["sparse+copy"]);
    expect(await dismiss(false)).toEqual({ changed: 1, new: 2 });
    expect(await list()).toEqual(["marker", "sparse+copy"]);
  });

  it("keep away from a followed paper what is more like them", async () => {
    const liked = { ...sparse, id: "liked", title: "Attention for long documents", authors: ["Nobody"] };
    const tables = { title: "Attention for tables of long numbers", abstract: "Attention reads tables of numbers." };
    library = await openTestLibrary();
    await library.ready;
    await ingest(library.services, [liked]);
    const { desk } = library.services;
    await desk.createFollow({
      reader,
      body: { kind: "paper", paper: "liked", minScore: 0.12 },
      query: { dryRun: false },
    });
    await ingest(library.services, [{ ...tables, id: "sparse" }]);
    await settle("sparse");
    await dismiss(true);
    await desk.createFollow({ reader, body: { kind: "author", author: "Otto Berg" }, query: { dryRun: false } });
    await ingest(library.services, [
      { ...tables, id: "alike", title: "Attention for tables of short numbers", authors: ["Somebody"] },
      { ...sparse, id: "fits", title: "Attention for very long documents", authors: ["Who"] },
      marker,
    ]);
    await settle("fits", "marker");
    expect(await list()).toEqual(["fits", "marker"]);
  });
});
