import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maxLineBytes, parseJsonLines } from "../../src/domain/sources/json-lines.js";
import type { SourceRecord } from "../../src/domain/sources/source-record.js";

const encoder = new TextEncoder();

async function* give(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function parseChunks(chunks: Iterable<Uint8Array>): Promise<SourceRecord[]> {
  const records: SourceRecord[] = [];
  for await (const record of parseJsonLines(give(chunks))) records.push(record);
  return records;
}

const parse = (text: string) => parseChunks([encoder.encode(text)]);

describe("parseJsonLines", () => {
  it("yields each line's value with its line number", async () => {
    expect(await parse('{"a":1}\n2\n"x"\n')).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 2, value: 2 },
      { line: 3, value: "x" },
    ]);
  });

  it("reports a broken line with its number, and continues", async () => {
    expect(await parse('1\n{"a":\n3\n')).toEqual([
      { line: 1, value: 1 },
      { line: 2, reason: expect.stringMatching(/^the line is not JSON: ./) },
      { line: 3, value: 3 },
    ]);
  });

  it("counts blank lines but skips them", async () => {
    expect(await parse("\n1\n\n  \t\n2\n\n")).toEqual([
      { line: 2, value: 1 },
      { line: 5, value: 2 },
    ]);
  });

  it("accepts CRLF line endings and a leading byte order mark", async () => {
    expect(await parse("\ufeff1\r\n\r\n2\r\n")).toEqual([
      { line: 1, value: 1 },
      { line: 3, value: 2 },
    ]);
  });

  it("accepts a last line without a line feed", async () => {
    expect(await parse("1\n2")).toEqual([
      { line: 1, value: 1 },
      { line: 2, value: 2 },
    ]);
    expect(await parse("1\n ")).toEqual([{ line: 1, value: 1 }]);
  });

  it("yields nothing for empty input", async () => {
    expect(await parseChunks([])).toEqual([]);
    expect(await parse("")).toEqual([]);
  });

  it("joins a character split across chunks", async () => {
    const bytes = encoder.encode('"é😀"\n');
    const chunks = [...bytes].map((byte) => Uint8Array.of(byte));
    expect(await parseChunks(chunks)).toEqual([{ line: 1, value: "é😀" }]);
  });

  it("reports bytes that are not UTF-8, and continues", async () => {
    expect(await parseChunks([Uint8Array.of(0x22, 0xff, 0x22, 0x0a), encoder.encode("2\n")])).toEqual([
      { line: 1, reason: "the line is not valid UTF-8" },
      { line: 2, value: 2 },
    ]);
  });

  it("reports a character truncated by the end of a line", async () => {
    expect(await parseChunks([Uint8Array.of(0x22, 0xc3, 0x0a, 0x32)])).toEqual([
      { line: 1, reason: "the line is not valid UTF-8" },
      { line: 2, value: 2 },
    ]);
  });

  it("accepts a line of the maximum length, but not one byte more", async () => {
    const fit = `"${"x".repeat(maxLineBytes - 2)}"`;
    expect(await parse(`${fit}\n2\n`)).toMatchObject([{ line: 1 }, { line: 2, value: 2 }]);
    expect(await parse(` ${fit}\n2\n`)).toEqual([
      { line: 1, reason: "the line is longer than 1,048,576 bytes" },
      { line: 2, value: 2 },
    ]);
  });

  it("skips a line of any length without buffering it", async () => {
    const mebibyte = 1024 * 1024;
    async function* giveLongLine(): AsyncGenerator<Uint8Array> {
      for (let sent = 0; sent < 512; sent += 1) yield new Uint8Array(mebibyte).fill(0x61);
      yield encoder.encode("\n2\n");
    }
    const before = process.memoryUsage().rss;
    const records: SourceRecord[] = [];
    for await (const record of parseJsonLines(giveLongLine())) records.push(record);
    expect(records).toEqual([
      { line: 1, reason: "the line is longer than 1,048,576 bytes" },
      { line: 2, value: 2 },
    ]);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * mebibyte);
  });

  it("yields the same records however the bytes are split", async () => {
    const text = '{"t":"é😀"}\r\n\n[1\n"ü" \n \n3';
    const bytes = encoder.encode(text);
    const expected = await parseChunks([bytes]);
    expect(expected.map(({ line }) => line)).toEqual([1, 3, 4, 6]);
    const cuts = fc.uniqueArray(fc.integer({ min: 0, max: bytes.length }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(cuts, async (places) => {
        const bounds = [0, ...places.toSorted((one, other) => one - other), bytes.length];
        const chunks = bounds.slice(1).map((end, index) => bytes.subarray(bounds[index], end));
        expect(await parseChunks(chunks)).toEqual(expected);
      }),
    );
  });
});
