import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { composeSources } from "../../src/compose/sources.js";
import { loadConfig } from "../../src/config.js";
import { readSource } from "../support/read-source.js";

const reasonsOf = ({ records }: Awaited<ReturnType<typeof readSource>>) =>
  records.flatMap((record) => ("reason" in record ? [`${record.line}: ${record.reason}`] : []));
const titlesOf = ({ papers }: Awaited<ReturnType<typeof readSource>>) => papers.map(({ title }) => title);

/** A handmade zstd frame of one raw block (RFC 8878): magic, a window of 1 KiB, the block's size, its bytes. */
function frameRaw(text: string, { windowDescriptor = 0 } = {}): Uint8Array {
  const bytes = Buffer.from(text);
  const header = (bytes.length << 3) | 1;
  const size = [header & 0xff, (header >> 8) & 0xff, header >> 16];
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, windowDescriptor, ...size]), bytes]);
}

/** A frame of many four-byte blocks, each of which decompresses to 128 KiB of spaces. */
function frameBomb(blocks: number): Uint8Array {
  const block = (isLast: boolean) => {
    const header = (131_072 << 3) | 2 | (isLast ? 1 : 0);
    return [header & 0xff, (header >> 8) & 0xff, header >> 16, 0x20];
  };
  const body = Array.from({ length: blocks }, (_, index) => block(index === blocks - 1)).flat();
  return Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0x50, ...body]);
}

describe("the format of a source", () => {
  it("is detected from the content, whatever the name", async () => {
    expect((await readSource("title,year\nA,2001\n", { name: "papers.bib" })).format).toBe("csv");
    expect((await readSource('[{"title":"A"}]', { name: "papers.csv" })).format).toBe("json");
  });

  it("is detected from the name when the content is ambiguous", async () => {
    expect((await readSource("no paper at all", { name: "a.jsonl.gz" })).format).toBe("jsonl");
    expect((await readSource("", { name: "a.ris" })).format).toBe("ris");
    await expect(readSource("Name,Jahr\nA,2001\n", { name: "a.csv" })).rejects.toThrow("Columns: Name, Jahr");
  });

  it("can be specified", async () => {
    const lines = await readSource('[{"title":"A"}]\n{"title":"B"}\n', { format: "jsonl" });
    expect(lines.records).toEqual([
      { line: 1, value: [{ title: "A" }], trust: 5 },
      { line: 2, value: { title: "B" }, trust: 5 },
    ]);
  });

  it("is jsonl without records for an empty source", async () => {
    expect(await readSource("")).toMatchObject({ format: "jsonl", records: [] });
    expect(await readSource(" \r\n \n")).toMatchObject({ records: [] });
  });
});

describe("compressed sources", () => {
  const lines = '{"title":"Packed"}\n';

  it("are decompressed by their first bytes: gzip, zstd, several frames, and nested", async () => {
    expect(titlesOf(await readSource(gzipSync(lines)))).toEqual(["Packed"]);
    expect(titlesOf(await readSource(Buffer.concat([frameRaw(lines), frameRaw(lines)]), {}, 5))).toEqual([
      "Packed",
      "Packed",
    ]);
    expect(titlesOf(await readSource(gzipSync(frameRaw(lines))))).toEqual(["Packed"]);
  });

  it("that are truncated are rejected", async () => {
    const cut = gzipSync(lines).subarray(0, 25);
    await expect(readSource(cut)).rejects.toMatchObject({ code: "bad_input", message: /gzip data is damaged/ });
    await expect(readSource(frameRaw(lines).subarray(0, 20))).rejects.toThrow("zstd data is damaged");
  });

  it("that are decompression bombs are rejected early", async () => {
    const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024, " "));
    await expect(readSource(bomb)).rejects.toMatchObject({ code: "too_large", message: /200 times its size/ });
    await expect(readSource(frameBomb(600))).rejects.toMatchObject({ code: "too_large" });
    await expect(readSource(frameRaw(lines, { windowDescriptor: 0xa0 }))).rejects.toThrow("32 MiB");
  });

  it("that are archives are reported as such", async () => {
    await expect(readSource("PK\u0003\u0004 and so on, long enough")).rejects.toThrow("a zip archive: unpack it");
  });
});

describe("texts in other encodings", () => {
  const table = "title,year\nCafé Übung,2001\n";

  it.each([
    ["UTF-8 with a byte order mark", Buffer.from(`\uFEFF${table}`)],
    ["UTF-16 with a byte order mark", Buffer.from(`\uFEFF${table}`, "utf16le")],
    ["UTF-16 without a byte order mark", Buffer.from(table, "utf16le")],
    ["big-endian UTF-16", Buffer.from(`\uFEFF${table}`, "utf16le").swap16()],
    ["Latin-1", Buffer.from(table, "latin1")],
    ["carriage returns", Buffer.from(table.replaceAll("\n", "\r"))],
  ])("are decoded: %s", async (_name, bytes) => {
    expect(titlesOf(await readSource(bytes, {}, 3))).toEqual(["Café Übung"]);
  });

  it.each(["windows-1252", "cp1252", "ISO-8859-1", "latin1", "none"])(
    "have the letters of Windows-1252: %s",
    async (label) => {
      const declaration = label === "none" ? "" : `<?xml version="1.0" encoding="${label}"?>`;
      const title = Buffer.from([0x8e, 0x9a, 0x8a, 0x93, 0x94, 0x96, 0x80, 0x9f, 0xe9]);
      const [start, end] = ['<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>', "</title></entry></feed>"];
      const bytes = Buffer.concat([Buffer.from(declaration + start), title, Buffer.from(end)]);
      expect(titlesOf(await readSource(bytes, { format: "arxiv-atom" }))).toEqual(["ŽšŠ“”–€Ÿé"]);
    },
  );

  it("confine an invalid UTF-8 byte to its paper", async () => {
    const bytes = Buffer.concat([Buffer.from("title\nÜ\nA"), Buffer.from([0xff]), Buffer.from("\nÄ\n")]);
    expect(titlesOf(await readSource(bytes))).toEqual(["Ü", "A\uFFFD", "Ä"]);
  });

  it("are decoded as XML declares them", async () => {
    const xml =
      '<?xml version="1.0" encoding="ISO-8859-1"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Ü</title></entry></feed>';
    expect(titlesOf(await readSource(Buffer.from(xml, "latin1")))).toEqual(["Ü"]);
  });
});

describe("a broken entry fails alone", () => {
  it("in BibTeX", async () => {
    const source = await readSource(
      '@article{a, title={Never closed}\n\n@article{b, title={Two}} @book{c, title=}\n@misc(d, title="Four" # {!}, year=2001)\n@article{e, title={Five}',
    );
    expect(titlesOf(source)).toEqual(["Two", "", "Four!"]);
    expect(reasonsOf(source)).toEqual(["1: the entry has no closing brace", "5: the entry has no closing brace"]);
  });

  it("in RIS, where only a reference that is too long cannot be read", async () => {
    const source = await readSource("TY  - JOUR\nTI  - A\n\nTY  - JOUR\nTI  - B\nER  -\nTY  - JOUR\nTI  - C\n");
    expect(titlesOf(source)).toEqual(["A", "B", "C"]);
    expect(source.records.map((record) => ("notices" in record ? [record.line, record.notices] : []))).toEqual([
      [],
      [],
      [7, ["the last reference has no end line, unlike those before it: the source may be cut off"]],
    ]);
  });

  it("in JSON, in an array and in an object over several lines", async () => {
    const source = await readSource('[{"title":"A"},{"title" "B"},{"title":"C"}]', {}, 10);
    expect(titlesOf(source)).toEqual(["A", "C"]);
    expect(reasonsOf(source)).toEqual([expect.stringMatching(/^2: the entry is not JSON: /)]);
    const unclosed = await readSource('[\n{"title": "A",\n"year": "20},\n{"title": "B"}\n]');
    expect([titlesOf(unclosed), reasonsOf(unclosed)]).toEqual([
      [],
      [expect.stringMatching(/^1: the entry is not JSON/)],
    ]);
    expect(reasonsOf(await readSource('[{"title":"A"},{"ti'))).toEqual(["2: the JSON is truncated here"]);
  });

  it("in a table, where a quotation mark that is not closed is part of the text", async () => {
    const source = await readSource('title,abstract\n"ok",x\n"never closed,x\nb,c\n');
    expect([titlesOf(source), reasonsOf(source)]).toEqual([["ok", '"never closed', "b"], []]);
    expect(source.records[1]).toMatchObject({ line: 3, notices: [expect.stringContaining("is not closed")] });
  });

  it("in truncated XML", async () => {
    const source = await readSource(
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title></entry><entry><title>B',
    );
    expect(titlesOf(source)).toEqual(["A"]);
    expect(reasonsOf(source)).toEqual(["2: the document is truncated here"]);
  });

  it("in a list with items that are not works", async () => {
    const source = await readSource('[{"id":"https://openalex.org/W1","title":"A"},{"id":5},"W3"]');
    expect(titlesOf(source)).toEqual(["A"]);
    expect(source.records.map((record) => "reason" in record)).toEqual([false, true, true]);
  });
});

describe("an entry that is too long fails alone", () => {
  const long = "z".repeat(1_200_000);

  it.each([
    ["bibtex", `@article{a, title={One}}\n@article{b, title={\n${long}\n}}\n@article{c, title={Three}}\n`],
    ["ris", `TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nTI  - ${long}\nER  - \nTY  - JOUR\nTI  - Three\nER  - \n`],
    ["jsonl", `{"title":"One"}\n{"title":"${long}"}\n{"title":"Three"}\n`],
    [
      "arxiv-atom",
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title></entry><entry><summary>${long}</summary></entry><entry><title>Three</title></entry></feed>`,
    ],
  ])("in %s", async (format, content) => {
    const source = await readSource(content);
    expect([source.format, ...titlesOf(source)]).toEqual([format, "One", "Three"]);
    expect(reasonsOf(source)).toEqual([expect.stringMatching(/longer than 1,048,576/)]);
  });

  it("in JSON", async () => {
    const json = await readSource(`[{"title":"One"},{"title":"${long.repeat(15)}"},{"title":"Three"}]`);
    expect([titlesOf(json), reasonsOf(json)]).toEqual([
      ["One", "Three"],
      [expect.stringContaining("longer than 16,777,216")],
    ]);
  });

  it("in tables", async () => {
    const table = await readSource(`title\nOne\n"${long}"\nThree\n`);
    expect([titlesOf(table), reasonsOf(table)]).toEqual([
      ["One", "Three"],
      [expect.stringContaining("longer than 1,048,576")],
    ]);
  });

  it("even when it is a line of 100 MB", async () => {
    const { readPapers } = composeSources(loadConfig({}, {}));
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("@article{a, title={One}}\n@article{b, title={");
      for (let index = 0; index < 1_600; index += 1) yield Buffer.alloc(64 * 1024, "z");
      yield Buffer.from("}}\n@article{c, title={Three}}\n");
    }
    const { records } = await readPapers(endless());
    const lines: number[] = [];
    for await (const { line } of records) lines.push(line);
    expect(lines).toEqual([1, 2, 3]);
  });
});

describe("filters", () => {
  const lines = [
    { title: "A", categories: ["cs.CL"], year: 2020 },
    { title: "B", categories: ["cs.LG", "math.ST"], date: "2021-05-01" },
    { title: "C", categories: ["math.ST"], year: 2022 },
    { title: "D" },
  ]
    .map((line) => JSON.stringify(line))
    .join("\n");

  it.each([
    [{ categories: ["cs.CL"] }, ["A"]],
    [{ categories: ["cs"] }, ["A", "B"]],
    [{ categories: ["CS.*", "math.ST"] }, ["A", "B", "C"]],
    [{ categories: ["c"] }, []],
    [{ yearFrom: 2021 }, ["B", "C"]],
    [{ yearFrom: 2021, yearTo: 2021 }, ["B"]],
    [{}, ["A", "B", "C", "D"]],
  ])("of %j skip other papers while reading", async (filter, titles) => {
    expect(titlesOf(await readSource(lines, { filter }))).toEqual(titles);
  });

  it("still report a broken line", async () => {
    expect(reasonsOf(await readSource(`{broken\n${lines}`, { filter: { yearFrom: 2023 } }))).toHaveLength(1);
  });
});
