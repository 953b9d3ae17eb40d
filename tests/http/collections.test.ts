import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../support/test-server.js";

type Json = Record<string, unknown>;
interface Shown extends Json {
  readonly id: string;
  readonly title: string;
  readonly isInLibrary: boolean;
}

describe("collections over HTTP", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({
      papers: [
        { id: "bees", title: "Bees dance for food", year: 2020, keywords: ["hives"] },
        { id: "ants", title: "Ants follow trails to food", year: 2021, doi: "10.1000/ants" },
        { id: "wasps", title: "Wasps build nests of paper", year: 2022 },
      ],
    });
  });
  afterAll(() => server.close());

  const ask = async <Answer = Json>(method: string, path: string, body?: unknown) => {
    const sent =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
    const response = await fetch(`${server.url}/v1${path}`, { method, ...sent });
    return { status: response.status, body: (await response.json()) as Answer };
  };
  const open = async (name: string) => (await ask<{ id: string }>("POST", "/collections", { name })).body.id;
  const list = async (id: string, query = "") =>
    (await ask<{ entries: Shown[]; total: number; cursor?: string }>("GET", `/collections/${id}/papers${query}`)).body;
  const send = async (path: string, text: string, name: string) => {
    const response = await fetch(`${server.url}/v1${path}`, {
      method: "POST",
      body: text,
      headers: { "content-type": "application/octet-stream", "x-file-name": encodeURIComponent(name) },
    });
    return { status: response.status, body: (await response.json()) as Json };
  };
  const bibtex = [
    "@article{smith2020,",
    "  title = {Bees dance for food}, year = 2020, keywords = {private, to read},",
    "  annote = {First line.\n\nSecond, with 50\\% {\\textless}b{\\textgreater} kept.}, ranking = {rank4}, readstatus = {read}",
    "}",
    "@misc{untitled, author = {Nobody}}",
    "@article{hornets, title = {Hornets hunt bees}, author = {One, Ada}, year = 2023, groups = {Predators}}",
  ].join("\n");

  it("add papers by any of their ids, name the unknown ones, and undo each change by its answer", async () => {
    const id = await open("Undo");
    const added = await ask("POST", `/collections/${id}/papers`, {
      entries: [{ id: "bees", note: "Read.", tags: ["a"] }, { id: "https://doi.org/10.1000/ANTS" }, { id: "nothing" }],
    });
    expect(added.body).toEqual({ added: ["bees", "ants"], changed: [], unchanged: [], unknown: ["nothing"] });
    const before = await list(id);
    const change = {
      ids: ["bees", "doi:10.1000/ants"],
      change: { decision: "exclude", reason: "off topic", tags: null },
    };
    const changed = await ask<{ before: Shown[] }>("PATCH", `/collections/${id}/papers`, change);
    expect((await list(id)).total).toBe(0);
    expect((await list(id, "?decision=exclude")).entries[0]).toMatchObject({ reason: "off topic", tags: [] });
    for (const { id: paper, ...entry } of changed.body.before)
      await ask("PUT", `/collections/${id}/papers/${encodeURIComponent(paper)}`, entry);
    expect(await list(id)).toEqual(before);
    const removed = await ask<{ removed: Shown[] }>("POST", `/collections/${id}/papers/remove`, { ids: ["bees"] });
    expect((await list(id)).total).toBe(1);
    await ask("POST", `/collections/${id}/papers`, { entries: removed.body.removed });
    expect(await list(id)).toEqual(before);
  });

  it("list pages by any order, and filter by tag, words, reading and decision", async () => {
    const id = await open("Lists");
    await ask("POST", `/collections/${id}/papers`, {
      entries: [
        { id: "bees", rating: 3, tags: ["Food"], isRead: true },
        { id: "ants", rating: 5, tags: ["food", "trails"] },
        { id: "wasps", note: "Päper, indeed", decision: "include" },
      ],
    });
    const titles = async (query: string) => (await list(id, query)).entries.map((entry) => entry.id);
    expect(await titles("?sort=title")).toEqual(["ants", "bees", "wasps"]);
    expect(await titles("?sort=year")).toEqual(["wasps", "ants", "bees"]);
    expect(await titles("?tag=food&sort=rating")).toEqual(["ants", "bees"]);
    expect(await titles("?tag=food&tag=trails")).toEqual(["ants"]);
    expect(await titles("?q=paper%20indeed")).toEqual(["wasps"]);
    expect(await titles("?unread=true&decision=undecided")).toEqual(["ants"]);
    const seen: string[] = [];
    let cursor = "";
    do {
      const page = await list(id, `?sort=rating&limit=1${cursor && `&cursor=${cursor}`}`);
      expect(page.total).toBe(3);
      seen.push(...page.entries.map((entry) => entry.id));
      cursor = page.cursor ?? "";
    } while (cursor !== "");
    expect(seen).toEqual(["ants", "bees", "wasps"]);
    const other = await ask("GET", `/collections/${id}/papers?cursor=x`);
    expect(other).toMatchObject({ status: 400, body: { code: "bad_input" } });
  });

  it("are made of a file, with what its owner wrote, and name the records that were refused", async () => {
    const { status, body } = await send("/collections/import", bibtex, "Insects 2023.bib");
    expect(status).toBe(202);
    const { job, collection, entries } = body as { job: Json; collection: Json; entries: Json };
    expect(collection).toMatchObject({ name: "Insects 2023", papers: 2 });
    expect(entries).toEqual({ added: 2, changed: 0, unchanged: 0 });
    const { failures } = (await ask<{ failures: Json[] }>("GET", `/jobs/${String(job["id"])}/failures`)).body;
    expect(failures).toEqual([{ line: 7, id: "untitled", reason: "there is no title" }]);
    const found = await list(String(collection["id"]), "?sort=year");
    expect(found.entries).toMatchObject([
      { title: "Hornets hunt bees", tags: ["Predators"], key: "hornets", isRead: false },
      {
        id: "bees",
        note: "First line.\n\nSecond, with 50% <b> kept.",
        tags: ["private", "to read"],
        key: "smith2020",
        rating: 4,
        isRead: true,
      },
    ]);
    // The paper is shared with other readers.
    expect((await ask<Json>("GET", "/papers/bees")).body["keywords"]).toEqual(["hives"]);
    const again = await send(`/collections/${String(collection["id"])}/import`, bibtex, "Insects 2023.bib");
    expect(again.body["entries"]).toEqual({ added: 0, changed: 0, unchanged: 2 });
    const second = await send("/collections/import", bibtex, "Insects 2023.bib");
    expect(second.body["collection"]).toMatchObject({ name: "Insects 2023 (2)" });
  });

  it.each(["jsonl", "csv", "bibtex", "ris", "csl"])("come back from an export as %s", async (format) => {
    const made = await send("/collections/import", bibtex, `Round ${format}.bib`);
    const { id } = made.body["collection"] as { id: string };
    const text = await (await fetch(`${server.url}/v1/collections/${id}/export?format=${format}`)).text();
    const back = await send("/collections/import", text, `Back ${format}`);
    const { id: other } = back.body["collection"] as { id: string };
    const keep = ({ entries }: { entries: Shown[] }) =>
      entries.map(({ id: paper, note, tags, key }) => ({ paper, note, tags: tags as string[], key }));
    const [before, after] = [keep(await list(id, "?sort=title")), keep(await list(other, "?sort=title"))];
    const hasKeywords = format !== "jsonl" && format !== "csv";
    // Other programs have one list for the keywords of the paper and the tags of its reader.
    expect(after).toEqual(
      before.map((entry) =>
        hasKeywords && entry.paper === "bees" ? { ...entry, tags: ["hives", ...entry.tags] } : entry,
      ),
    );
  });

  it("export chosen papers as they export all, excluded ones too", async () => {
    const id = await open("Chosen");
    const entries = [{ id: "bees", key: "mine" }, { id: "wasps" }, { id: "ants", decision: "exclude", note: "No." }];
    await ask("POST", `/collections/${id}/papers`, { entries });
    const fetchFile = async (query: string, body?: unknown) => {
      const headers = { "content-type": "application/json" };
      const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body), headers };
      const answer = await fetch(`${server.url}/v1/collections/${id}/export${query}`, sent);
      return { text: await answer.text(), file: answer.headers.get("content-disposition") };
    };
    for (const format of ["jsonl", "bibtex", "ris", "csl", "csv"]) {
      const ids = ["doi:10.1000/ANTS", "bees", "wasps", "nothing"];
      expect(await fetchFile("", { format, ids })).toEqual(await fetchFile(`?format=${format}&decision=all`));
    }
    const chosen = await fetchFile("", { ids: ["ants"] });
    expect(
      chosen.text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Json),
    ).toMatchObject([{ id: "ants", entry: { note: "No.", decision: "exclude" } }]);
    expect(chosen.file).toContain("Chosen.jsonl");
    expect((await ask("POST", "/collections/none/export", { ids: ["ants"] })).status).toBe(404);
  });

  it("keep an entry whose paper is removed, also in exports", async () => {
    await ask("POST", "/papers", { papers: [{ id: "gone", title: "Gone with the bees", year: 2019 }] });
    const id = await open("Gone");
    await ask("PUT", `/collections/${id}/papers/gone`, { note: "I need this." });
    await fetch(`${server.url}/v1/papers/gone`, { method: "DELETE" });
    const { entries } = await list(id);
    expect(entries).toEqual([
      {
        id: "gone",
        title: "Gone with the bees",
        year: 2019,
        note: "I need this.",
        tags: [],
        isRead: false,
        addedAt: expect.any(String) as string,
        isInLibrary: false,
      },
    ]);
    const text = await (await fetch(`${server.url}/v1/collections/${id}/export?format=bibtex`)).text();
    expect(text).toContain("title = {{Gone with the bees}}");
    expect(text).toContain("annote = {I need this.}");
  });

  it("recommend papers that they do not have", async () => {
    const id = await open("Recommend");
    expect((await ask("POST", `/collections/${id}/recommendations`, {})).status).toBe(409);
    await ask("POST", `/collections/${id}/papers`, { entries: [{ id: "bees" }, { id: "ants", decision: "exclude" }] });
    const { status, body } = await ask<{ hits: { paper: Shown }[] }>("POST", `/collections/${id}/recommendations`, {
      fields: ["title"],
    });
    expect(status).toBe(200);
    const found = body.hits.map(({ paper }) => paper.id);
    expect(found).toContain("wasps");
    expect(found).not.toContain("bees");
    expect(found).not.toContain("ants");
  });

  it("say which of them have a paper", async () => {
    const id = await open("Which");
    await ask("PUT", `/collections/${id}/papers/wasps`, { tags: ["x"] });
    const { body } = await ask<{ collections: Json[] }>("GET", "/papers/wasps/collections");
    expect(body.collections).toContainEqual(expect.objectContaining({ id, name: "Which" }));
  });

  it("say which of some papers they have, excluded ones too, without writing anything", async () => {
    const id = await open("Marks");
    const entries = [
      { id: "bees", note: "Read." },
      { id: "ants", decision: "exclude" },
    ];
    await ask("POST", `/collections/${id}/papers`, { entries });
    const before = (await ask("GET", `/collections/${id}`)).body;
    const ids = ["doi:10.1000/ANTS", "wasps", "bees", "ants"];
    const { status, body } = await ask<{ entries: Shown[] }>("POST", `/collections/${id}/papers/find`, { ids });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      entries: [
        { id: "ants", decision: "exclude" },
        { id: "bees", note: "Read." },
      ],
      unknown: ["wasps"],
    });
    expect((await ask("GET", `/collections/${id}`)).body).toEqual(before);
    expect((await ask("POST", "/collections/none/papers/find", { ids })).status).toBe(404);
  });

  it("refuse what exceeds a limit, and name it", async () => {
    const id = await open("Limits");
    const note = await ask<Json>("PUT", `/collections/${id}/papers/bees`, { note: "x".repeat(10_001) });
    expect(note).toMatchObject({ status: 400, body: { detail: expect.stringContaining("10,000") as string } });
    const tags = Array.from({ length: 51 }, (_, at) => `t${at}`);
    const tagged = await ask<Json>("PUT", `/collections/${id}/papers/bees`, { tags });
    expect(tagged).toMatchObject({ status: 400, body: { detail: expect.stringContaining("50") as string } });
    const key = await ask<Json>("PUT", `/collections/${id}/papers/bees`, { key: "two words" });
    expect(key).toMatchObject({ status: 400, body: { detail: expect.stringContaining("citation key") as string } });
    expect((await ask("GET", "/collections/nothing/papers")).status).toBe(404);
  });
});
