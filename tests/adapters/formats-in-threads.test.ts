import { describe, expect, it } from "vitest";
import { createThreadedFormats } from "../../src/adapters/formats/thread/threaded-formats.js";
import { createFormats, createFormatsInThreads } from "../../src/compose/formats.js";
import type { SourceRecord } from "../../src/domain/sources/source-record.js";
import type { FormatOptions, PaperFormat } from "../../src/ports/sources/paper-format.js";
import { findCompiled } from "../support/spawn-program.js";
import { until } from "../support/until.js";

const entry = { filename: findCompiled("tests/support/odd-format-thread"), execArgv: [] };
const odd = createThreadedFormats({ entry, entrySeconds: 2, silentSeconds: 4 })("text");

async function* toChunks(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function readAll(format: PaperFormat, chunks: AsyncIterable<Uint8Array>, options: FormatOptions = {}) {
  const { records, ...opened } = await format.open(chunks, options);
  const found: SourceRecord[] = [];
  for await (const record of records) found.push(record);
  return { opened, found };
}

const readOdd = async (...texts: readonly string[]) => (await readAll(odd, toChunks(...texts))).found;
const titled = (line: number, title: string) => ({ line, value: { title } });

describe("a format that is read in a thread", { timeout: 60_000 }, () => {
  const find = (formats: readonly PaperFormat[], wanted: string) => formats.find(({ name }) => name === wanted)!;

  it.each([
    ["bibtex", "@article{a, title = {On bees}, author = {Lovelace, Ada and Mull, Bo}}\n@article{b, title = {}}\n@bad{"],
    ["ris", "TY  - JOUR\nTI  - On bees\nAU  - Lovelace, Ada\nER  - \n"],
    ["csv", "Titel,Jahr,Eigenes\nOn bees,2001,x\nOn wasps,2002,y\n"],
    ["pubmed-xml", "<PubmedArticleSet><PubmedArticle><PMID>1</PMID></PubmedArticle></PubmedArticleSet>"],
  ])("gives what it gives here: %s", async (name, text) => {
    const options = { showsTable: true, columns: name === "csv" ? { title: "Titel" } : {} };
    const cut = [text.slice(0, 40), text.slice(40)];
    const here = await readAll(find(createFormats(), name), toChunks(...cut), options);
    expect(here.found.length).toBeGreaterThan(0);
    expect(await readAll(find(createFormatsInThreads(), name), toChunks(...cut), options)).toEqual(here);
  });

  it("reads no further than its records are taken, and closes a source that is left", async () => {
    let [sent, isClosed] = [0, false];
    async function* send() {
      try {
        for (;;) yield Buffer.from(`paper ${(sent += 1)}\n`);
      } finally {
        isClosed = true;
      }
    }
    const { records } = await odd.open(send(), {});
    for await (const { line } of records) if (line === 200) break;
    await until("the source is closed", () => isClosed);
    expect(sent).toBeLessThan(300);
  });

  it("lets go of a source whose records nobody asks for", async () => {
    let isClosed = false;
    async function* send() {
      try {
        for (;;) yield Buffer.from("paper\n");
      } finally {
        isClosed = true;
      }
    }
    await createThreadedFormats({ entry, abandonedSeconds: 0.1 })("text").open(send(), {});
    await until("the source is closed", () => isClosed);
  });

  it("passes on the errors of the format and of the source", async () => {
    await expect(readOdd("a\nrefuse\n")).rejects.toMatchObject({
      code: "bad_input",
      message: "Not like this.",
      details: [{ path: "a", message: "b" }],
    });
    await expect(readOdd("break\n")).rejects.toMatchObject({ code: "internal", message: "a defect" });
    const broken = new Error("the connection broke");
    async function* breakOff() {
      yield Buffer.from("a\n");
      throw broken;
    }
    await expect(readAll(odd, breakOff())).rejects.toBe(broken);
  });
});

describe("a thread", { timeout: 60_000 }, () => {
  const leftOut = "it and all that follows it in the file are left out";

  it("that hangs on an entry is ended: what came before is kept, and other sources go on", async () => {
    let finish = () => {};
    const finished = new Promise<void>((resolve) => (finish = resolve));
    async function* wait() {
      yield Buffer.from("x\n");
      await finished;
      yield Buffer.from("y\n");
    }
    const other = readAll(odd, wait());
    expect(await readOdd("a\nb\n", "c\nhang\nd\n")).toEqual([
      titled(1, "a"),
      titled(2, "b"),
      titled(3, "c"),
      { line: 4, reason: `the entry after the one at 3 takes longer than 2 seconds to read; ${leftOut}` },
    ]);
    finish();
    expect((await other).found).toEqual([titled(1, "x"), titled(2, "y")]);
    expect(await readOdd("again\n")).toEqual([titled(1, "again")]);
  });

  it("that gives way without ever coming to an entry is ended, too", async () => {
    expect(await readOdd("turn\n")).toEqual([
      { line: 1, reason: `the first entry takes longer than 4 seconds to read; ${leftOut}` },
    ]);
  });

  it("that runs out of memory costs the rest of its file only", async () => {
    // No watch ends it first, however slow the machine is.
    const patient = createThreadedFormats({ entry, entrySeconds: 50 })("text");
    const { found } = await readAll(patient, toChunks("a\nfill\n"));
    expect(found).toEqual([
      titled(1, "a"),
      { line: 2, reason: `the entry after the one at 1 takes more than 512 MB of memory to read; ${leftOut}` },
    ]);
  });
});
