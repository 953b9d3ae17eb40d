import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatFiles } from "../support/format-files.js";
import { scholarAbstracts } from "../support/record-texts.js";
import { ask, expectProblem, jobOf, type Reply } from "../support/http-client.js";
import { writeWorkbook } from "../support/workbook.js";
import { writePdf } from "../support/write-pdf.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

interface Sent {
  readonly type?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function send(body: string | Uint8Array, { type = "application/octet-stream", query = "", headers = {} }: Sent = {}) {
  const init = { method: "POST", headers: { "Content-Type": type, ...headers }, body };
  return ask(`${server.url}/v1/papers${query}`, init);
}

const pdfLines = [
  { text: "By type of file", y: 700, size: 20 },
  { text: "The text of the paper goes on, and on, and on, in a smaller size.", y: 600 },
];

const countsOf = (reply: Reply) => [reply.status, jobOf(reply).counts.total, jobOf(reply).counts.failed];

describe("POST /v1/papers with a file", () => {
  it.each(formatFiles)("accepts $name, and reports its format", async ({ format, name, text, ids }) => {
    const reply = await send(text, { headers: { "X-File-Name": encodeURIComponent(name) } });
    expect(countsOf(reply)).toEqual([202, ids.length, 0]);
    expect(reply.body["source"]).toMatchObject({ format });
    for (const id of ids.filter((one) => one !== "sha256")) {
      expect((await ask(`${server.url}/v1/papers/${encodeURIComponent(id)}`)).status).toBe(200);
    }
  });

  it.each([
    ["text/csv", "title,year\nBy type,2001\n", "csv"],
    ["text/csv; charset=utf-8", "title,year\nBy type,2001\n", "csv"],
    ["application/x-bibtex", "@book{b, title={By type}, year=2001}", "bibtex"],
    ["application/x-research-info-systems", "TY  - BOOK\nTI  - By type\nPY  - 2001\nER  - \n", "ris"],
    ["text/plain", '[{"title":"By type","year":2001}]', "json"],
    ["application/xml", "<dblp><book key='b'><title>By type</title><year>2001</year></book></dblp>", "dblp"],
    ["text/xml", "<mods><titleInfo><title>By type</title></titleInfo></mods>", "mods"],
    ["application/pdf", writePdf({ pages: [pdfLines], info: { Title: "By type of file" } }), "pdf"],
    ["application/gzip", gzipSync("title,year\nBy type,2001\n"), "csv"],
  ])("accepts %s, and detects the format from the content", async (type, body, format) => {
    const reply = await send(body, { type });
    expect([...countsOf(reply), reply.body["source"]]).toMatchObject([202, 1, 0, { format }]);
  });

  it.each([
    ["application/vnd.citationstyles.csl+json", '[{"id":"x","type":"book","title":"By type"}]', "csl-json"],
    ["application/vnd.crossref-api-message+json", '{"message":{"DOI":"10.1000/t","title":["By type"]}}', "crossref"],
    ["application/vnd.datacite.datacite+json", '{"doi":"10.1000/d","titles":[{"title":"By type"}]}', "datacite"],
  ])("accepts %s", async (type, body, format) => {
    const reply = await send(body, { type });
    expect([...countsOf(reply), reply.body["source"]]).toMatchObject([202, 1, 0, { format }]);
  });

  it("says how to send other JSON than its own", async () => {
    for (const body of ['[{"id":"x","type":"book","title":"T"}]', '{"message":{"items":[{"DOI":"10.1000/t"}]}}']) {
      const { detail } = expectProblem(await send(body, { type: "application/json" }), 400, "bad_input");
      expect(detail).toMatch(/papers": \[ … \]\}.* as application\/octet-stream or with its own type/);
    }
  });

  it("accepts gzipped bodies, including JSON Lines", async () => {
    const headers = { "Content-Encoding": "gzip" };
    const table = await send(gzipSync("title\nZipped on the way\n"), { type: "text/csv", headers });
    const lines = await send(gzipSync('{"title":"Zipped lines"}\n'), { type: "application/x-ndjson", headers });
    const json = await send(gzipSync('{"papers":[{"title":"Zipped JSON"}]}'), { type: "application/json", headers });
    expect([table, lines, json].map(countsOf)).toEqual(Array.from({ length: 3 }, () => [202, 1, 0]));
    expectProblem(await send("x", { headers: { "Content-Encoding": "br" } }), 400, "bad_input");
  });

  it("accepts a mapping of table columns, and reports the columns that it used", async () => {
    const body = "Name;Text;Jahr\nMapped;An abstract;1999\n";
    const reply = await send(body, { type: "text/csv", query: "?map=title:Name,abstract:Text&map=year:Jahr" });
    expect(reply.body["source"]).toEqual({
      format: "csv",
      columns: { title: "Name", abstract: "Text", year: "Jahr" },
    });
    const missing = await send(body, { type: "text/csv" });
    expect(expectProblem(missing, 400, "bad_input")["detail"]).toContain("Columns: Name, Text, Jahr");
    const wrong = await send(body, { type: "text/csv", query: "?map=titel:Name" });
    expect(expectProblem(wrong, 400, "bad_input")["detail"]).toContain("map must be a field and a column");
  });

  it("accepts a workbook, and the name of one of its sheets", async () => {
    const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    const body = writeWorkbook([
      { name: "First", rows: [["Title"], ["On the first sheet"]] },
      { name: "Second", rows: [["Title"], ["On the second sheet"], ["Also there"]] },
    ]);
    const reply = await send(body, { type });
    expect([...countsOf(reply), reply.body["source"]]).toMatchObject([202, 1, 0, { format: "xlsx" }]);
    expect(countsOf(await send(body, { type, query: "?sheet=Second" }))).toEqual([202, 2, 0]);
    const missing = await send(body, { type, query: "?sheet=Third" });
    expect(expectProblem(missing, 400, "bad_input")["detail"]).toContain("Sheets: First, Second.");
  });

  it("filters papers by category and year", async () => {
    const { text } = formatFiles.find(({ format }) => format === "arxiv-kaggle") ?? { text: "" };
    expect(countsOf(await send(text, { query: "?category=hep-th&yearFrom=1999" }))).toEqual([202, 1, 0]);
    expect(countsOf(await send(text, { query: "?yearTo=1990" }))).toEqual([202, 0, 0]);
  });

  it("adds abstracts to existing papers, and reports unknown ones", async () => {
    const reply = await send(scholarAbstracts);
    expect(countsOf(reply)).toEqual([202, 2, 1]);
    const { body } = await ask(`${server.url}/v1/papers/${encodeURIComponent("arxiv:2106.04647")}`);
    expect(body).toMatchObject({ title: "Bulk papers", abstract: "It came later.", year: 2021 });
    const failures = await ask(`${server.url}/v1/jobs/${jobOf(reply).id}/failures`);
    expect(failures.body["failures"]).toEqual([{ line: 2, reason: expect.stringContaining("no paper s2:99") }]);
  });

  it("rejects an unknown format, says what a known file is, and does so even for a long body", async () => {
    const prose = "Dear all, here is a letter. ".repeat(100_000);
    const reply = await send(prose, { headers: { "X-File-Name": "caf%C3%A9.txt" } });
    const { detail } = expectProblem(reply, 400, "bad_input");
    expect(detail).toContain("café.txt has an unknown format");
    expect(detail).toContain("bibtex");
    const database = await send("SQLite format 3\0", { headers: { "X-File-Name": "zotero.sqlite" } });
    const expected = "zotero.sqlite is Zotero's database: in Zotero choose File > Export Library";
    expect(expectProblem(database, 400, "bad_input").detail).toContain(expected);
    expectProblem(await send("x", { headers: { "X-File-Name": "%E0%A4%A" } }), 400, "bad_input");
    expectProblem(await send("x", { query: "?format=docx" }), 400, "bad_input");
  });

  it("reports a truncated gzip body, and keeps the papers before the cut", async () => {
    const lines = Array.from(
      { length: 3000 },
      (_, index) => `{"id":"gz-${index}","title":"Zipped ${Math.sin(index)}"}\n`,
    );
    const packed = gzipSync(lines.join(""));
    const reply = await send(packed.subarray(0, packed.length - 2000));
    expect(expectProblem(reply, 400, "bad_input")["detail"]).toContain("gzip data is damaged");
    expect((await ask(`${server.url}/v1/papers/gz-7`)).status).toBe(200);
  });

  it("rejects a gzip bomb", async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from('{"title":"x"}\n'), Buffer.alloc(80 * 1024 * 1024, " ")]));
    expectProblem(await send(bomb), 413, "too_large");
  });
});
