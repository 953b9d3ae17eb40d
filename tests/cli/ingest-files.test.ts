import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unpackSource } from "../../src/adapters/compression/unpack-source.js";
import { parseJsonLines } from "../../src/domain/sources/json-lines.js";
import { findPaperFile } from "../../src/cli/ingest/paper-files.js";
import { checkVectorCount, chooseVectorType, joinVectors } from "../../src/cli/ingest/read-vectors.js";

const text = '{"title":"one"}\n\n{"title":"two"}\n';
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "paperkin-cli-files-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

describe("a file of papers", () => {
  it("is read unchanged, so that a compressed file reaches a server compressed", async () => {
    const packed = await findPaperFile(await write("packed.jsonl.gz", gzipSync(text)), Readable.from([]));
    expect(await readAll(packed.read())).toEqual(gzipSync(text));
    expect(packed.bytes).toBe(gzipSync(text).length);
  });

  it("may be standard input, in chunks of single bytes", async () => {
    const bytes = [...gzipSync(text)].map((byte) => Uint8Array.of(byte));
    const file = await findPaperFile("-", Readable.from(bytes));
    expect((await readAll(unpackSource(file.read()))).toString()).toBe(text);
  });

  it("is bad input when its gzip stream is truncated", async () => {
    const path = await write("cut.jsonl.gz", gzipSync(text).subarray(0, 20));
    const file = await findPaperFile(path, Readable.from([]));
    await expect(readAll(unpackSource(file.read()))).rejects.toMatchObject({ code: "bad_input" });
  });

  it("may be empty", async () => {
    const file = await findPaperFile(await write("empty.jsonl", ""), Readable.from([]));
    expect((await readAll(file.read())).length).toBe(0);
  });

  it("is no longer read after an abort", async () => {
    const stop = new AbortController();
    const file = await findPaperFile("-", new Readable({ read: () => undefined }));
    const reading = file.read({ signal: stop.signal })[Symbol.asyncIterator]().next();
    stop.abort();
    await expect(reading).rejects.toThrow("aborted");
  });
});

describe("vectors supplied with papers", () => {
  it("take their type from the extension or from the option", () => {
    expect(chooseVectorType("a.f16", undefined)).toBe("f16");
    expect(chooseVectorType("a.bin", "f32")).toBe("f32");
    expect(() => chooseVectorType("a.bin", undefined)).toThrow("--vectors-type");
  });

  it("are assigned to the papers in line order, ignoring blank lines", async () => {
    const papers = await findPaperFile(await write("papers.jsonl", text), Readable.from([]));
    const path = await write("papers.f32", new Uint8Array(Float32Array.of(1, 2, 3, 4).buffer));
    const vectors = { path, type: "f32" } as const;
    await checkVectorCount({ vectors, records: parseJsonLines(papers.read()), name: papers.name, dimensions: 2 });
    const joined: unknown[] = [];
    for await (const { line, vector } of joinVectors(parseJsonLines(papers.read()), vectors, 2))
      joined.push([line, ...(vector ?? [])]);
    expect(joined).toEqual([
      [1, 1, 2],
      [3, 3, 4],
    ]);
  });

  it.each([
    [12, "has 3 vectors"],
    [4, "has 1 vectors"],
    [7, "not a whole number of vectors"],
    [16, "It would fit --vectors-type f32"],
  ])("are rejected when there are %i bytes for two papers of two float16 numbers", async (bytes, sentence) => {
    const papers = await findPaperFile(await write("two.jsonl", text), Readable.from([]));
    const vectors = { path: await write("two.f16", new Uint8Array(bytes)), type: "f16" } as const;
    await expect(
      checkVectorCount({ vectors, records: parseJsonLines(papers.read()), name: papers.name, dimensions: 2 }),
    ).rejects.toThrow(sentence);
  });
});
