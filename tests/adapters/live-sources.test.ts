import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createArxivApi } from "../../src/adapters/formats/arxiv/api.js";
import { createOaiHarvest } from "../../src/adapters/formats/arxiv/oai-harvest.js";
import { createFileHarvestLog } from "../../src/adapters/harvest-log/harvest-log.js";
import { createOpenAlexApi } from "../../src/adapters/formats/openalex/api.js";
import { createPoliteFetch } from "../../src/adapters/formats/polite-fetch.js";
import type { SourceRecord } from "../../src/domain/sources/source-record.js";
import type { LiveSource } from "../../src/ports/sources/live-source.js";
import { createHarvestPapers, type HarvestRequest } from "../../src/services/sources/harvest-papers.js";
import { oaiFirstPage, oaiLastPage } from "../support/record-texts.js";
import { type Replay, type ReplayServer, startReplay } from "../support/replay-server.js";

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0)) await step();
});

/** A replay server, and a fetch that records its waits instead of sleeping. */
async function openReplay(answers: readonly Replay[]) {
  const server: ReplayServer = await startReplay(answers);
  undo.push(() => server.close());
  const waits: number[] = [];
  const wait = async (ms: number) => void waits.push(ms);
  return { server, waits, fetch: createPoliteFetch({ pauseMs: 3000, userAgent: "paperkin (mailto:a@b.c)", wait }) };
}

async function openLog() {
  const folder = await mkdtemp(join(tmpdir(), "paperkin-harvest-"));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  return { folder, harvestLog: createFileHarvestLog({ folder: join(folder, "harvests") }) };
}

async function collect(records: AsyncIterable<SourceRecord>): Promise<string[]> {
  const titles: string[] = [];
  for await (const record of records) {
    titles.push("value" in record ? String((record.value as { title?: string }).title) : `! ${record.reason}`);
  }
  return titles;
}

const feed = (total: number, titles: readonly string[]) => ({
  body: `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="x"><opensearch:totalResults>${total}</opensearch:totalResults>${titles
    .map((title) => `<entry><id>http://arxiv.org/abs/2401.0000${title.length}v1</id><title>${title}</title></entry>`)
    .join("")}</feed>`,
});

async function harvest(source: LiveSource, request: HarvestRequest) {
  const { harvestLog } = await openLog();
  return collect(createHarvestPapers({ liveSources: [source], readerSources: [], harvestLog }).harvest(request));
}

describe("arXiv's API", () => {
  it("is queried page by page, three seconds apart, with a user agent", async () => {
    const { server, waits, fetch } = await openReplay([feed(3, ["a", "bb"]), feed(3, ["ccc"])]);
    const pages: string[] = [];
    const titles = await harvest(createArxivApi({ url: server.url, fetch }), {
      address: "arxiv:cat:cs.CL",
      from: "2024-01-31",
      onPage: ({ papers, total }) => pages.push(`${papers} of ${total}`),
    });
    expect(titles).toEqual(["a", "bb", "ccc"]);
    expect(pages).toEqual(["0 of undefined", "2 of 3"]);
    expect(waits).toEqual([3000]);
    expect(server.userAgents[0]).toBe("paperkin (mailto:a@b.c)");
    const [first, second] = server.asked.map((path) => new URL(path, server.url).searchParams);
    expect(first?.get("search_query")).toBe("(cat:cs.CL) AND submittedDate:[202401310000 TO 299912312359]");
    expect([first?.get("start"), second?.get("start")]).toEqual(["0", "2"]);
  });

  it("is queried for no more papers than requested", async () => {
    const { server, fetch } = await openReplay([feed(300, ["a", "bb", "ccc"])]);
    const titles = await harvest(createArxivApi({ url: server.url, fetch }), { address: "arxiv:all:x", max: 2 });
    expect([titles, server.asked.length]).toEqual([["a", "bb"], 1]);
  });

  it("fails with the reason for a rejected query, and on an empty page before the end", async () => {
    const refusal = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>incorrect query</summary></entry></feed>`;
    const { server, fetch } = await openReplay([{ body: refusal }, feed(5, [])]);
    const source = createArxivApi({ url: server.url, fetch });
    await expect(harvest(source, { address: "arxiv:((" })).rejects.toThrow("arXiv rejected the query: incorrect query");
    await expect(harvest(source, { address: "arxiv:a" })).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("OAI-PMH", () => {
  it("follows resumption tokens to the end", async () => {
    const { server, fetch } = await openReplay([{ body: oaiFirstPage }, { body: oaiLastPage }]);
    const source = createOaiHarvest({ url: `${server.url}/oai`, fetch });
    expect(await harvest(source, { address: "oai:?set=cs", from: "2024-01-01" })).toEqual([
      "Harvesting: a gentle way",
      "In Dublin's core",
    ]);
    expect(server.asked).toEqual([
      "/oai?set=cs&verb=ListRecords&metadataPrefix=arXiv&from=2024-01-01",
      "/oai?verb=ListRecords&resumptionToken=token%7C1",
    ]);
  });

  it("accepts the address of any server, treats no records as an empty result, and reports errors", async () => {
    const none = '<OAI-PMH><error code="noRecordsMatch">None.</error></OAI-PMH>';
    const bad = '<OAI-PMH><error code="badArgument">No such set.</error></OAI-PMH>';
    const { server, fetch } = await openReplay([{ body: none }, { body: bad }]);
    const source = createOaiHarvest({ url: "https://oai.example", fetch });
    expect(await harvest(source, { address: `oai:${server.url}/x` })).toEqual([]);
    expect(server.asked[0]).toContain("metadataPrefix=oai_dc");
    await expect(harvest(source, { address: `oai:${server.url}/x` })).rejects.toThrow("badArgument No such set.");
    await expect(harvest(source, { address: "oai:somewhere" })).rejects.toMatchObject({ code: "bad_input" });
  });

  it("resumes after an interruption, and restarts when the token has expired", async () => {
    const expired = '<OAI-PMH><error code="badResumptionToken">Expired.</error></OAI-PMH>';
    const { harvestLog, folder } = await openLog();
    const { server, fetch } = await openReplay([
      { body: oaiFirstPage },
      { status: 500 },
      { body: oaiFirstPage },
      { body: oaiLastPage },
    ]);
    const liveSources = [createOaiHarvest({ url: `${server.url}/oai`, fetch })];
    const { harvest: start } = createHarvestPapers({ liveSources, readerSources: [], harvestLog });
    await expect(collect(start({ address: "oai:?set=cs" }))).rejects.toMatchObject({ code: "unavailable" });
    expect(await readdir(join(folder, "harvests"))).toHaveLength(1);
    expect(await collect(start({ address: "oai:?set=cs" }))).toHaveLength(2);
    expect(await readdir(join(folder, "harvests"))).toEqual([]);

    const first = "http://example.org/?verb=ListRecords&metadataPrefix=oai_dc";
    await harvestLog.saveState(first, { page: "http://example.org/?resumptionToken=old", papers: 7 });
    const again = await openReplay([{ body: expired }, { body: oaiLastPage }]);
    const proxied = { ...createOaiHarvest({ url: "x", fetch: () => again.fetch(again.server.url) }) };
    const restarted = createHarvestPapers({ liveSources: [proxied], readerSources: [], harvestLog });
    expect(await collect(restarted.harvest({ address: "oai:http://example.org/" }))).toEqual(["In Dublin's core"]);
  });
});

describe("OpenAlex", () => {
  it("is queried with a filter and a cursor, without revealing the key", async () => {
    const page = (cursor: string | null, title: string) => ({
      body: JSON.stringify({
        meta: { count: 2, next_cursor: cursor },
        results: [{ id: "https://openalex.org/W1", title }],
      }),
    });
    const { server, fetch } = await openReplay([page("c1", "A"), page(null, "B")]);
    const addresses: string[] = [];
    const titles = await harvest(createOpenAlexApi({ url: server.url, apiKey: "secret", fetch }), {
      address: "openalex:publication_year:2024",
      from: "2024-02-01",
      onPage: ({ address }) => addresses.push(address),
    });
    expect(titles).toEqual(["A", "B"]);
    const [first, second] = server.asked.map((path) => new URL(path, server.url).searchParams);
    expect(first?.get("filter")).toBe("publication_year:2024,from_publication_date:2024-02-01");
    expect([first?.get("cursor"), second?.get("cursor"), first?.get("api_key")]).toEqual(["*", "c1", "secret"]);
    expect(addresses.join(" ")).not.toContain("secret");
  });

  it("is rejected when it returns anything but works", async () => {
    const { server, fetch } = await openReplay([{ body: "<html>" }]);
    const source = createOpenAlexApi({ url: server.url, fetch });
    await expect(harvest(source, { address: "openalex:x" })).rejects.toThrow("something other than OpenAlex works");
  });
});

describe("a polite fetch", () => {
  it("waits as long as the server asks, and retries", async () => {
    const { server, waits, fetch } = await openReplay([
      { status: 503, headers: { "retry-after": "7" } },
      { status: 429 },
      { body: "done" },
    ]);
    const parts: Uint8Array[] = [];
    for await (const part of await fetch(server.url)) parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe("done");
    expect(waits).toEqual([7000, 3000, 12_000, 3000]);
  });

  it("fails after five tries, on a wait of hours, and on a refusal", async () => {
    const busy = await openReplay([{ status: 503 }]);
    await expect(busy.fetch(busy.server.url)).rejects.toMatchObject({ code: "unavailable" });
    expect(busy.server.asked).toHaveLength(5);
    const patient = await openReplay([{ status: 503, headers: { "retry-after": "7200" } }]);
    await expect(patient.fetch(patient.server.url)).rejects.toThrow("answered 503");
    const refused = await openReplay([{ status: 403 }]);
    await expect(refused.fetch(`${refused.server.url}/?api_key=secret&x=1`)).rejects.toThrow(
      /api_key=…&x=1 answered 403/,
    );
  });

  it("reports an unreachable server", async () => {
    const { server, fetch } = await openReplay([{}]);
    await server.close();
    await expect(fetch(server.url)).rejects.toMatchObject({ code: "unavailable", message: /cannot be reached/ });
  });
});

it("a harvest log ignores states that are corrupt or of another harvest", async () => {
  const { harvestLog, folder } = await openLog();
  expect(await harvestLog.readState("a")).toBeUndefined();
  await harvestLog.saveState("a", { page: "p", papers: 3 });
  expect(await harvestLog.readState("a")).toMatchObject({ page: "p", papers: 3 });
  const [file = ""] = await readdir(join(folder, "harvests"));
  await writeFile(join(folder, "harvests", file), '{"first":"b","page":"p","papers":3}');
  expect(await harvestLog.readState("a")).toBeUndefined();
  await writeFile(join(folder, "harvests", file), "{half");
  expect(await harvestLog.readState("a")).toBeUndefined();
  await harvestLog.forget("a");
  await harvestLog.forget("a");
});

it("an address without a source is rejected", () => {
  const { harvest: start } = createHarvestPapers({
    liveSources: [],
    readerSources: [],
    harvestLog: createFileHarvestLog({ folder: "x" }),
  });
  expect(() => start({ address: "ftp:x" })).toThrow("ftp:x is not an address to import papers from");
});
