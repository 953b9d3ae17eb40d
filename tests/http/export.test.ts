import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createClient } from "../../src/client/index.js";
import { makePapers } from "../support/generated-papers.js";
import { ask, expectProblem, pathsOf, postText } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

describe("GET /v1/export", { timeout: 60_000 }, () => {
  let server: TestServer;
  let url: string;
  beforeAll(async () => {
    server = await startTestServer({ papers: makePapers(200) });
    url = `${server.url}/v1/export`;
  });
  afterAll(() => server.close());

  const readLines = async (query = "") =>
    String((await ask(`${url}${query}`)).body["text"])
      .trim()
      .split("\n");

  it("streams one line per paper, with optional vectors and filter", async () => {
    const response = await fetch(url);
    expect(response.headers.get("content-type")).toBe("application/x-ndjson");
    const lines = (await response.text()).trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(makePapers(200).map(({ id }) => id));
    expect(lines[0]).not.toContain("embedding");
    expect((await readLines("?vectors=true"))[0]).toContain('"embedding":{"model":');
    expect(await readLines("?year=2001&year=2003")).toHaveLength(16);
    expect(await fetch(url, { method: "HEAD" }).then((head) => head.text())).toBe("");
  });

  it.each([
    ["bibtex", "application/x-bibtex; charset=utf-8", "papers.bib", "bibtex"],
    ["ris", "application/x-research-info-systems; charset=utf-8", "papers.ris", "ris"],
    ["csl", "application/vnd.citationstyles.csl+json", "papers.json", "csl-json"],
    ["csv", "text/csv; charset=utf-8", "papers.csv", "csv"],
  ])("streams references that come back: %s", async (format, type, name, read) => {
    const response = await fetch(`${url}?format=${format}&yearFrom=2010`);
    expect(response.headers.get("content-type")).toBe(type);
    expect(response.headers.get("content-disposition")).toContain(name);
    const dryRun = `${server.url}/v1/papers?dryRun=true`;
    const { body } = await postText(dryRun, await response.text(), "application/octet-stream");
    expect(body).toMatchObject({ source: { format: read }, preview: { counts: { total: 120, failed: 0 } } });
  });

  it("streams all hits of a search in their order", async () => {
    const query = "folding forecasting recognition attention partitioning inference training forests sampling";
    const asked = `q=${query.replaceAll(" ", "+")}&mode=keyword&yearFrom=1990`;
    const search = `${server.url}/v1/search?${asked}&limit=100`;
    const first = await ask(search);
    const { total, hits, cursor } = first.body as { total: number; hits: { paper: { id: string } }[]; cursor?: string };
    expect(total).toBeGreaterThan(100);
    const second = await ask(`${search}&cursor=${cursor}`);
    const paged = [...hits, ...(second.body["hits"] as typeof hits)].map(({ paper }) => paper.id);
    const exported = `${server.url}/v1/search/export?${asked}`;
    const lines = (await (await fetch(exported)).text()).trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(paged);
    const response = await fetch(`${exported}&format=ris`);
    expect(response.headers.get("content-type")).toBe("application/x-research-info-systems; charset=utf-8");
    expect((await response.text()).match(/^TY {2}- /gm)).toHaveLength(total);
    const client = createClient({ url: server.url });
    let text = "";
    for await (const chunk of client.exportSearch({ query, mode: "keyword", filter: { yearFrom: 1990 } })) {
      text += Buffer.from(chunk).toString();
    }
    expect(text.trim().split("\n")).toEqual(lines);
    expect(pathsOf(expectProblem(await ask(`${exported}&limit=5`), 400, "bad_input"))).toEqual(["limit"]);
  });

  it("names the invalid parameter", async () => {
    expect(pathsOf(expectProblem(await ask(`${url}?format=bibtex&vectors=true`), 400, "bad_input"))).toEqual([
      "vectors",
    ]);
    expect(pathsOf(expectProblem(await ask(`${url}?format=word`), 400, "bad_input"))).toEqual(["format"]);
    expect(pathsOf(expectProblem(await ask(`${url}?vectors=maybe`), 400, "bad_input"))).toEqual(["vectors"]);
    expect(pathsOf(expectProblem(await ask(`${url}?yearFrom=x`), 400, "bad_input"))).toEqual(["yearFrom"]);
  });

  it("copies papers from one server to another through the client, vectors included", async () => {
    const other = await startTestServer({ workers: 0 });
    try {
      const [from, to] = [createClient({ url: server.url }), createClient({ url: other.url })];
      const job = await to.addLines(from.exportLines({ vectors: true, filter: { yearFrom: 2010 } }), { wait: true });
      expect(job.counts).toMatchObject({ total: 120, accepted: 120, embedded: 120 });
      const read = async (client: typeof from) =>
        Buffer.concat(await Readable.from(client.exportLines({ vectors: true })).toArray());
      const kept = (await read(from)).toString().split("\n");
      expect(
        (await read(to))
          .toString()
          .split("\n")
          .filter((line) => !kept.includes(line)),
      ).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it.each(["identity", "gzip", "br"])("fails in the client when it ends midway (%s)", async (encoding) => {
    const { exporting, lines, letEnd } = startEndless(encoding, () => server.stop());
    try {
      await lines.next();
      letEnd();
      await expect(readOn(lines)).rejects.toMatchObject({ code: "unavailable" });
    } finally {
      exporting.mockRestore();
      await server.startAgain();
    }
  });

  it.each(["identity", "gzip", "br"])("fails in the client when the papers cannot be read (%s)", async (encoding) => {
    const { exporting, lines, letEnd } = startEndless(encoding, () => Promise.reject(new Error("The disk is gone.")));
    try {
      await lines.next();
      letEnd();
      await expect(readOn(lines)).rejects.toMatchObject({ code: "unavailable" });
    } finally {
      exporting.mockRestore();
    }
  });

  it("is unaffected by a client that disconnects midway", async () => {
    const gone = new AbortController();
    const { body } = await fetch(`${url}?vectors=true`, { signal: gone.signal });
    await body?.getReader().read();
    gone.abort();
    expect(await readLines()).toHaveLength(200);
  });

  const readOn = async (lines: AsyncIterator<Uint8Array>) => {
    while (!(await lines.next()).done);
  };

  /** Reads an export that has no end until `letEnd` is called; then, `end` decides how it ends. */
  function startEndless(encoding: string, end: () => Promise<void>) {
    let isOver = false;
    const exporting = vi.spyOn(server.library.services, "exportPapers").mockImplementation(async () => write());
    async function* write() {
      for (let sent = 0; !isOver && sent < 1_000; sent += 1) {
        yield randomBytes(64 * 1024);
        await setImmediate();
      }
      await end();
    }
    const askEncoded: typeof fetch = (address, init) =>
      fetch(address, { ...init, headers: { ...init?.headers, "accept-encoding": encoding } });
    const lines = createClient({ url: server.url, fetch: askEncoded }).exportLines()[Symbol.asyncIterator]();
    return { exporting, lines, letEnd: () => (isOver = true) };
  }
});
