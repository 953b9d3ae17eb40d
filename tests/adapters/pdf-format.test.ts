import { monitorEventLoopDelay } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import { createPdfFormat } from "../../src/adapters/formats/pdf/format.js";
import { detectFormat } from "../../src/domain/sources/detect-format.js";
import type { SourceRecord } from "../../src/domain/sources/source-record.js";
import { type PdfLineToWrite, type PdfToWrite, writePdf } from "../support/write-pdf.js";

const sentence = "We measure how rivers carry sand to the sea, and find that floods carry most of it.";
const paper: PdfToWrite = {
  info: { Title: "Microsoft Word - sand3.docx", Author: "" },
  pages: [
    [
      { text: "Journal of Invented Rivers 12 (2019) 1-9. doi:10.5555/rivers.2019.7", y: 760, size: 8 },
      { text: "Sand and Floods: How Rivers of the", x: 100, y: 700, size: 18 },
      { text: "North Fill the Sea", x: 150, y: 678, size: 18 },
      { text: "Ada Lind, Bo Marsh and Cleo van den Berg", x: 140, y: 650, size: 11 },
      { text: "Institute of Sand, Shore Street 1", x: 160, y: 636, size: 9 },
      { text: "Abstract", x: 250, y: 610, size: 11 },
      { text: sentence, y: 595 },
      { text: "The amount of sand depends on the steep-", y: 583 },
      { text: "ness of the bed. This matters for ports, as in [1] (doi:10.5555/other.1).", y: 571 },
      { text: "1 Introduction", y: 540, size: 12 },
      ...Array.from({ length: 20 }, (_, line) => ({
        text: `Rivers flow, and line ${line} says so at length.`,
        y: 520 - 12 * line,
      })),
      { text: "arXiv:1901.01234v2  [physics.geo-ph]  3 Feb 2019", x: 24, y: 200, size: 20, turned: true },
    ],
  ],
};

const format = createPdfFormat();
async function read(file: Uint8Array, from = format) {
  const { records } = await from.open(
    (async function* chunks() {
      for (let at = 0; at < file.length; at += 1 << 20) yield file.subarray(at, at + (1 << 20));
    })(),
    {},
  );
  const [record] = await collect(records);
  return record!;
}
async function collect(records: AsyncIterable<SourceRecord>): Promise<SourceRecord[]> {
  const all: SourceRecord[] = [];
  for await (const record of records) all.push(record);
  return all;
}
const reasonOf = (record: Awaited<ReturnType<typeof read>>) => ("reason" in record ? record.reason : "");

describe("a PDF", () => {
  it("is one paper, guessed from its first page, and says so", async () => {
    const file = writePdf(paper);
    expect(detectFormat(file, "sand3.pdf")).toBe("pdf");
    expect(await read(file)).toEqual({
      line: 1,
      value: {
        title: "Sand and Floods: How Rivers of the North Fill the Sea",
        abstract: `${sentence} The amount of sand depends on the steepness of the bed. This matters for ports, as in [1] (doi:10.5555/other.1).`,
        authors: ["Ada Lind", "Bo Marsh", "Cleo van den Berg"],
        arxivId: "1901.01234v2",
        year: 2019,
        doi: "10.5555/rivers.2019.7",
      },
      notices: ["title, abstract and authors are guesses from the first pages of the PDF"],
    });
  });

  it.each<[why: string, lines: readonly PdfLineToWrite[], reason: string]>([
    ["without text", [], "the PDF has no text"],
    [
      "whose text has one size and no names",
      Array.from({ length: 30 }, (_, line) => ({
        text: "All the same, and on it goes to the margin.",
        y: 700 - 12 * line,
      })),
      "the title cannot be told",
    ],
  ])("%s is refused, with what to do instead", async (_why, lines, reason) => {
    const record = await read(writePdf({ pages: [lines] }));
    expect(reasonOf(record)).toContain(reason);
    expect(reasonOf(record)).toContain("such as BibTeX or RIS");
  });

  it("that is damaged, cut off or encrypted fails alone", async () => {
    const file = writePdf(paper);
    expect(reasonOf(await read(Buffer.from("%PDF-1.4\nnothing else")))).toContain("damaged");
    const locked = file
      .toString("latin1")
      .replace(
        "/Size",
        `/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (${"o".repeat(32)}) /U (${"u".repeat(32)}) >> /Size`,
      );
    expect(reasonOf(await read(Buffer.from(locked, "latin1")))).toContain("protected with a password");
    expect("value" in (await read(file))).toBe(true);
  });

  it("is read in a thread, so that nothing else waits", async () => {
    const words = Array.from({ length: 4000 }, (_, line) => ({
      text: `word ${line} of many words in a line`,
      y: 780 - (line % 700),
      x: 10 + (line % 7) * 80,
    }));
    const file = writePdf({ pages: [words, words, words] });
    await read(file);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await read(file);
    delay.disable();
    expect(delay.percentile(90) / 1e6).toBeLessThan(20);
  });
});

describe("the limits of a PDF", () => {
  it("are its size, told before it is read", async () => {
    const { records } = await format.open(
      (async function* endless() {
        const chunk = Buffer.alloc(8 << 20, "%PDF-");
        for (;;) yield chunk;
      })(),
      {},
    );
    expect(await collect(records)).toEqual([{ line: 1, reason: "the PDF is larger than 67.1 MB" }]);
  });

  it("are the time that it takes, after which the next file is read as before", async () => {
    const hasty = createPdfFormat({ timeoutMs: 1 });
    expect(reasonOf(await read(writePdf(paper), hasty))).toContain("takes longer than 0.001 seconds");
    expect("value" in (await read(writePdf(paper)))).toBe(true);
  });

  it("are what its streams unpack to, so that a bomb ends early", async () => {
    const bomb = writePdf({ ...paper, padding: Buffer.alloc(400 << 20, " ") });
    expect(bomb.length).toBeLessThan(1 << 20);
    const before = process.memoryUsage.rss();
    const record = await read(bomb);
    expect(reasonOf(record)).toContain("256 MiB");
    expect(process.memoryUsage.rss() - before).toBeLessThan(900 << 20);
    expect("value" in (await read(writePdf(paper)))).toBe(true);
  });
});
