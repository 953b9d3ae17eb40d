import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOaiHarvest } from "../../src/adapters/formats/arxiv/oai-harvest.js";
import { createPoliteFetch } from "../../src/adapters/formats/polite-fetch.js";
import { oaiLastPage } from "../support/record-texts.js";
import { type ReplayServer, startReplay } from "../support/replay-server.js";

let server: ReplayServer;
beforeAll(async () => {
  server = await startReplay([{ body: oaiLastPage }]);
});
afterAll(() => server.close());

const openFetch = (isPublicOnly: boolean) => createPoliteFetch({ pauseMs: 0, userAgent: "paperkin", isPublicOnly });

describe("a source that a reader chose", () => {
  const open = (url = "https://oai.example.org/oai") =>
    createOaiHarvest({ url, fetch: openFetch(false), fetchPublic: openFetch(true) });
  const plan = (query: string) => open().planHarvest(query, {});

  it.each([
    "http://127.0.0.1:8080/oai",
    "http://2130706433/oai",
    "http://[::1]/oai",
    "http://[::ffff:10.0.0.1]/oai",
    "http://169.254.169.254/latest/meta-data",
    "http://192.168.1.1/oai",
    "http://localhost/oai",
    "http://LOCALHOST./oai",
    "http://printer.localhost/oai",
  ])("is not at %s", (address) => expect(() => plan(address)).toThrow("is a private address (WEBHOOKS_PRIVATE=1"));

  it("has no password in its address, and may be anywhere else", () => {
    expect(() => plan("https://ada:secret@oai.example.com/oai")).toThrow("must not contain a password");
    expect(plan("http://oai.example.com/oai?set=cs")).toContain("http://oai.example.com/oai?set=cs&verb=ListRecords");
    expect(plan("?set=cs")).toContain("https://oai.example.org/oai?set=cs");
  });

  it("is not called where a name or a redirect leads to this machine, but where the operator says", async () => {
    for (const host of ["127.0.0.1", "localhost"]) {
      const address = server.url.replace("127.0.0.1", host);
      await expect(openFetch(true)(address)).rejects.toThrow("private address");
      await expect(open().readPage(address)).rejects.toThrow("private address");
    }
    expect(server.asked).toEqual([]);
    expect((await open(server.url).readPage(`${server.url}/oai`)).records.length).toBeGreaterThan(0);
    expect(server.asked).toEqual(["/oai"]);
  });
});
