import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { cleanPaper } from "../../src/domain/paper/clean-paper.js";
import { paperInputSchema } from "../../src/domain/paper/paper.js";
import { formatFiles } from "../support/format-files.js";
import { readSource } from "../support/read-source.js";
import { findSharedData } from "../support/shared-data.js";

const clean = (value: unknown) => {
  const cleaned = cleanPaper(paperInputSchema.parse(value));
  if (!("paper" in cleaned)) throw new Error(cleaned.reason);
  return cleaned.paper;
};

describe.each(formatFiles)("$name", ({ format, name, text, ids, titles }) => {
  it("is recognised by its content, and read paper by paper", async () => {
    const source = await readSource(text);
    expect([source.format, source.records.length]).toEqual([format, source.papers.length]);
    const papers = source.papers.map(clean);
    expect(papers.map(({ title }) => title)).toEqual(titles);
    expect(papers.map(({ id }) => id.replace(/^sha256:.*/, "sha256"))).toEqual(ids);
  });

  it("reads the same in chunks of seven bytes, gzipped, under a wrong name", async () => {
    const whole = await readSource(text);
    expect(await readSource(gzipSync(text), { name: "holiday.png" }, 7)).toEqual(whole);
    expect(await readSource(`\uFEFF${text.replaceAll("\n", "\r\n")}`, { name }, 11)).toMatchObject({
      format,
      papers: whole.papers.map(({ title }) => ({ title })),
    });
  });
});

const shared = findSharedData();

describe.skipIf(shared === undefined)("a page of Hugging Face Papers (skipped without the shared data)", () => {
  it("yields its 76 papers, without its header", async () => {
    const source = await readSource(await readFile(join(shared ?? "", "hf-papers-page.txt")));
    expect([source.format, source.papers.length]).toEqual(["text", 76]);
    expect(source.papers[0]?.title).toMatch(/^Teacher algorithms for curriculum learning/);
    expect(source.papers.at(-1)?.title).toBe("Does Learning Require Memorization? A Short Tale about a Long Tail");
    expect(source.papers.every(({ abstract }) => (abstract ?? "").length > 1000)).toBe(true);
  });
});
