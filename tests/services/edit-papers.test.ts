import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

/** The tests share one library but use different papers. */
describe("a paper that is edited", () => {
  let library: TestLibrary;
  beforeAll(async () => {
    library = await openTestLibrary();
  });
  afterAll(() => library.dispose());

  const full = {
    title: "Kites over quarries",
    abstract: "On kites.",
    authors: ["Mara Holt"],
    authorNames: [{ family: "Holt", given: "Mara" }],
    year: 2018,
    venue: "Quarry Letters",
    keywords: ["kites"],
  };
  const keep = (id: string) => ingest(library.services, [{ id, ...full }]);
  const bare = { authors: [], categories: [], keywords: [] };

  it("loses the fields that a replacement lacks", async () => {
    await keep("whole");
    const { paper, job, existed } = await library.services.replacePaper("whole", { title: "Kites", year: 2020 });
    expect(paper).toEqual({ id: "whole", title: "Kites", year: 2020, ...bare });
    expect(existed).toBe(true);
    expect(job.counts).toMatchObject({ total: 1, accepted: 1 });
    expect((await library.services.waitForJob(job.id)).counts).toMatchObject({ embedded: 1 });
    expect(await library.services.readPaper("whole")).toEqual(paper);
  });

  it("is stored by a replacement if there was none", async () => {
    const { paper, existed } = await library.services.replacePaper("DOI:10.5555/New", {
      title: "New",
      doi: "10.5555/new",
    });
    expect(paper).toMatchObject({ id: "doi:10.5555/new", title: "New", doi: "10.5555/new" });
    expect(existed).toBe(false);
  });

  it("gets the values of a patch, and loses the fields that it sets to null", async () => {
    await keep("part");
    const { paper, job } = await library.services.patchPaper("part", {
      abstract: null,
      year: 2019,
      keywords: ["birds"],
      doi: "10.5555/part",
    });
    const { abstract: _, ...rest } = full;
    expect(paper).toEqual({
      id: "part",
      ...rest,
      categories: [],
      year: 2019,
      keywords: ["birds"],
      doi: "10.5555/part",
    });
    expect(job.changes).toEqual({
      abstract: { removed: 1 },
      year: { changed: 1 },
      keywords: { changed: 1 },
      doi: { added: 1 },
    });
    expect((await library.services.readPaper("doi:10.5555/part")).id).toBe("part");
  });

  it("is embedded again only if its text changed", async () => {
    await keep("text");
    const { job: fact } = await library.services.patchPaper("text", { year: 2001 });
    expect(fact).toMatchObject({ state: "completed", counts: { accepted: 1, embedded: 1 } });
    const { job: text } = await library.services.patchPaper("text", { title: "Kites over quarries, twice" });
    expect((await library.services.waitForJob(text.id)).counts).toMatchObject({ accepted: 1, embedded: 1 });
    const { job: same } = await library.services.patchPaper("text", { year: 2001 });
    expect(same.counts).toMatchObject({ accepted: 0, unchanged: 1 });
  });

  it("keeps names and their parts together", async () => {
    await keep("names");
    const renamed = await library.services.patchPaper("names", { authors: ["Jun Abe"] });
    expect(renamed.paper.authors).toEqual(["Jun Abe"]);
    expect(renamed.paper).not.toHaveProperty("authorNames");
    const parted = await library.services.patchPaper("names", { authorNames: [{ family: "Berg", given: "Ola" }] });
    expect(parted.paper).toMatchObject({ authors: ["Ola Berg"], authorNames: [{ family: "Berg", given: "Ola" }] });
    const dated = await library.services.patchPaper("names", { date: "2021-02-03" });
    expect(dated.paper).toMatchObject({ year: 2021, date: "2021-02-03" });
  });

  it("does not get a removed field back from a file that came before", async () => {
    const [record] = [{ line: 1, value: { ...full, doi: "10.5555/again" }, trust: 2 as const }];
    const send = async function* () {
      yield record;
    };
    await library.services.acceptPapers(send());
    await library.services.patchPaper("doi:10.5555/again", { abstract: null });
    expect((await library.services.acceptPapers(send())).counts).toMatchObject({ unchanged: 1 });
    expect(await library.services.readPaper("doi:10.5555/again")).not.toHaveProperty("abstract");
  });

  it.each<[string, unknown, string]>([
    ["removes the title", { title: null }, "title"],
    ["has an empty title", { title: " " }, "title"],
    ["changes the id", { id: "other" }, "id"],
    ["has an unknown field", { titel: "x" }, "titel"],
    ["has a field with the name of a property of all objects", { constructor: "x" }, "constructor"],
    ["has a field that names a prototype", JSON.parse('{"__proto__": "x"}'), "__proto__"],
    ["has a value of the wrong type", { year: "soon" }, "year"],
    ["has a DOI that is none", { doi: "soon" }, "doi"],
    ["is no object", ["title"], ""],
  ])("is refused when the patch %s", async (_what, patch, path) => {
    await keep("kept");
    const before = await library.services.readPaper("kept");
    const refusal = library.services.patchPaper("kept", patch);
    await expect(refusal).rejects.toMatchObject({ code: "bad_input", ...(path !== "" && { details: [{ path }] }) });
    expect(await library.services.readPaper("kept")).toEqual(before);
  });

  it("needs an id that is not blank", async () => {
    const refusal = library.services.replacePaper(" ", { title: "Kites" });
    await expect(refusal).rejects.toMatchObject({ code: "bad_input", details: [{ path: "id" }] });
  });

  it("has no other DOI than the one that it is stored under", async () => {
    const refusal = library.services.replacePaper("doi:10.5555/one", { title: "Kites", doi: "10.5555/two" });
    await expect(refusal).rejects.toMatchObject({ code: "bad_input", details: [{ path: "doi" }] });
  });

  it("must exist to be patched", async () => {
    await expect(library.services.patchPaper("nowhere", { year: 2000 })).rejects.toMatchObject({ code: "not_found" });
  });
});
