import { afterEach, describe, expect, it } from "vitest";
import { createArxivApi } from "../../../src/adapters/formats/arxiv/api.js";
import { createCrossrefApi } from "../../../src/adapters/formats/crossref/api.js";
import { createPaperLookup } from "../../../src/adapters/formats/paper-lookup.js";
import { createPoliteFetch } from "../../../src/adapters/formats/polite-fetch.js";
import { createHarvestPapers, type HarvestRequest } from "../../../src/services/sources/harvest-papers.js";
import { type Replay, type ReplayServer, startReplay } from "../../support/replay-server.js";

const servers: ReplayServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function openApi(answers: readonly Replay[]) {
  const server = await startReplay(answers);
  servers.push(server);
  const waits: number[] = [];
  const wait = async (ms: number) => void waits.push(ms);
  const fetch = createPoliteFetch({ pauseMs: 1000, userAgent: "paperkin (mailto:a@b.c)", wait });
  return { server, waits, fetch, source: createCrossrefApi({ url: server.url, contact: "a@b.c", fetch }) };
}

const works = (count: number, cursor: string) => ({
  headers: { "x-rate-limit-limit": "1", "x-rate-limit-interval": "3s" },
  body: JSON.stringify({
    status: "ok",
    "message-type": "work-list",
    message: {
      "total-results": 101,
      "next-cursor": cursor,
      items: Array.from({ length: count }, (_, at) => ({ DOI: `10.1000/${count}.${at}`, title: [`Work ${at}`] })),
    },
  }),
});
const oneWork = {
  body: JSON.stringify({ status: "ok", "message-type": "work", message: { DOI: "10.1000/one", title: ["One"] } }),
};

async function harvest({ source }: Awaited<ReturnType<typeof openApi>>, request: HarvestRequest) {
  const harvestLog = { readState: async () => undefined, saveState: async () => {}, forget: async () => {} };
  const dois: unknown[] = [];
  const records = createHarvestPapers({ liveSources: [source], readerSources: [], harvestLog }).harvest(request);
  for await (const record of records) dois.push("value" in record && (record.value as { doi?: string }).doi);
  return dois;
}

describe("Crossref's API", () => {
  it("is queried by cursor to the last page, with a contact, at the pace that it states", async () => {
    const api = await openApi([works(100, "c/1+"), works(1, "c2")]);
    const addresses: string[] = [];
    const dois = await harvest(api, {
      address: "crossref:query.author=vance&filter=type:journal-article",
      from: "2024-01-31",
      onPage: ({ address }) => addresses.push(address),
    });
    expect([dois.length, dois.at(0), dois.at(-1)]).toEqual([101, "10.1000/100.0", "10.1000/1.0"]);
    const [first, second] = api.server.asked.map((path) => new URL(path, api.server.url));
    expect(Object.fromEntries(first?.searchParams ?? [])).toEqual({
      "query.author": "vance",
      filter: "type:journal-article,from-pub-date:2024-01-31",
      rows: "100",
      cursor: "*",
      mailto: "a@b.c",
    });
    expect([first?.pathname, second?.searchParams.get("cursor")]).toEqual(["/works", "c/1+"]);
    expect(api.waits).toEqual([3000]);
    expect(addresses.join(" ")).not.toContain("mailto");
  });

  it("is asked for one work by its DOI, and for words", async () => {
    const api = await openApi([oneWork, works(1, "")]);
    expect(await harvest(api, { address: "crossref:10.1000/One" })).toEqual(["10.1000/one"]);
    await harvest(api, { address: "crossref:wind & dunes" });
    const [one, words] = api.server.asked.map((path) => new URL(path, api.server.url));
    expect(one?.pathname).toBe("/works/10.1000%2Fone");
    expect(words?.searchParams.get("query.bibliographic")).toBe("wind & dunes");
  });

  it("waits when it is too busy, and reports unknown DOIs and other answers", async () => {
    const busy = await openApi([{ status: 429, headers: { "retry-after": "5" } }, oneWork]);
    expect(await harvest(busy, { address: "crossref:10.1000/one" })).toHaveLength(1);
    expect(busy.waits).toEqual([5000, 1000]);
    const unknown = await openApi([{ status: 404 }]);
    await expect(harvest(unknown, { address: "crossref:10.1000/none" })).rejects.toThrow(/none\?mailto=… answered 404/);
    const other = await openApi([{ body: "<html>" }]);
    await expect(harvest(other, { address: "crossref:x" })).rejects.toThrow("something other than Crossref's works");
  });

  it("is not sent parameters that would break paging", async () => {
    const api = await openApi([oneWork]);
    const asked = harvest(api, { address: "crossref:query=a&rows=1000" });
    await expect(asked).rejects.toThrow("crossref: does not take rows: expected query");
  });
});

describe("a single paper", () => {
  const feed =
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2401.00001v1</id><title>A</title></entry></feed>';

  async function openLookup(answer: Replay) {
    const { server, fetch, source } = await openApi([answer]);
    const arxiv = createArxivApi({ url: server.url, fetch });
    const urls = { arxivUrl: server.url, crossrefUrl: server.url };
    return {
      server,
      ...createPaperLookup({ ...urls, readArxivPage: arxiv.readPage, readCrossrefPage: source.readPage }),
    };
  }

  it("is looked up at Crossref by its DOI in one request", async () => {
    const { server, lookUp } = await openLookup(works(1, ""));
    expect(await lookUp({ doi: "10.1000/1.0" })).toMatchObject({ title: "Work 0", doi: "10.1000/1.0" });
    expect(server.asked).toEqual(["/works?filter=doi%3A10.1000%2F1.0&rows=1&mailto=a%40b.c"]);
  });

  it.each([{ arxivId: "arXiv:2401.00001v2" }, { doi: "10.48550/arXiv.2401.00001" }])(
    "is looked up at arXiv: %j",
    async (identifier) => {
      const { server, lookUp } = await openLookup({ body: feed });
      expect(await lookUp(identifier)).toMatchObject({ title: "A" });
      expect(server.asked).toEqual(["/api/query?id_list=2401.00001&start=0&max_results=1"]);
    },
  );

  it("that is unknown is undefined", async () => {
    const { lookUp, server } = await openLookup(works(0, ""));
    expect([await lookUp({ doi: "10.1000/none" }), await lookUp({ arxivId: "none" })]).toEqual([undefined, undefined]);
    expect(server.asked).toHaveLength(1);
  });
});
