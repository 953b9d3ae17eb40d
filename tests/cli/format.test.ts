import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import type { Hit } from "../../src/domain/search/answer.js";
import { cleanLine, countColumns, cutText, wrapText } from "../../src/terminal/fit-text.js";
import { createFetchReport } from "../../src/terminal/fetch-report.js";
import { formatFacets } from "../../src/cli/print/facets.js";
import { formatHits } from "../../src/cli/print/hits.js";
import { formatBytes, formatDuration } from "../../src/domain/text/amounts.js";
import { formatStatus } from "../../src/cli/print/status.js";
import { createPaint } from "../../src/terminal/paint.js";
import { createProgress, createRate } from "../../src/terminal/progress.js";

const plain = createPaint(false);

function makeHit(title: string, facts: Partial<Hit["paper"]> = {}): Hit {
  return {
    paper: { id: "p1", title, authors: [], categories: [], keywords: [], ...facts },
    score: 0.5,
    matchedBy: "both",
  };
}

describe("text fitted to a terminal", () => {
  it("counts East Asian characters as two columns and combining marks as none", () => {
    expect(countColumns("ab")).toBe(2);
    expect(countColumns("論文")).toBe(4);
    expect(countColumns("e\u0301")).toBe(1);
  });

  it("breaks between words, and within a word only when it is longer than a line", () => {
    expect(wrapText("one two three", 7)).toEqual(["one two", "three"]);
    expect(wrapText("abcdefgh", 3)).toEqual(["abc", "def", "gh"]);
  });

  it("ends with an ellipsis when it was cut", () => {
    expect(cutText("abcdef", 4)).toBe("abc…");
    expect(cutText("abcd", 4)).toBe("abcd");
  });

  it("drops escape sequences and line breaks found in papers", () => {
    expect(cleanLine("a\u001b[31m\nb\u202ec")).toBe("a [31m b c");
  });
});

describe("the facets", () => {
  it("wrap over a few lines, list the newest years first, and keep each value with its count", () => {
    const year = Array.from({ length: 40 }, (_, index) => ({ value: 1986 + index, count: 1000 + index }));
    const lines = formatFacets({ year, venue: [{ value: "Robot Learning", count: 2 }], category: [] }, 40).split("\n");
    expect(lines).toEqual([
      "year      2025 1,039 · 2024 1,038 ·",
      "          2023 1,037 · 2022 1,036 ·",
      "          2021 1,035 · 35 more",
      "venue     Robot Learning 2",
    ]);
  });
});

describe("the list of hits", () => {
  it("shows rank, title, authors, venue, year, score, match reasons and id", () => {
    const text = formatHits([makeHit("A title", { authors: ["Ada One"], venue: "CoRL", year: 2019 })], {
      columns: 80,
      paint: plain,
      offset: 0,
    });
    expect(text).toBe("1. A title\n   Ada One · CoRL · 2019\n   0.500 · by keyword and meaning · p1");
  });

  it("names fewer authors where three do not fit, and says how many more there are", () => {
    const authors = ["Ada Lovelace", "Grace Hopper", "Katherine Johnson", "Radia Perlman"];
    const about = (columns: number) =>
      formatHits([makeHit("A title", { authors, year: 2020 })], { columns, paint: plain, offset: 0 }).split("\n")[1];
    expect(about(80)).toBe("   Ada Lovelace, Grace Hopper, Katherine Johnson and 1 more · 2020");
    expect(about(50)).toBe("   Ada Lovelace, Grace Hopper and 2 more · 2020");
  });

  it("fits the width, and names at most three authors", () => {
    const authors = ["Ada Lovelace", "Grace Hopper", "Katherine Johnson", "Radia Perlman"];
    const hit = makeHit("A rather long title that does not fit into one line", {
      authors,
      venue: "NeurIPS",
      year: 2020,
    });
    const lines = formatHits([hit], { columns: 40, paint: plain, offset: 0 }).split("\n");
    expect(Math.max(...lines.map(countColumns))).toBeLessThanOrEqual(40);
    expect(lines[2]).toBe("   Ada Lovelace, Grace… · NeurIPS · 2020");
  });

  it("continues the ranks of the previous page", () => {
    const text = formatHits([makeHit("one"), makeHit("two")], { columns: 80, paint: plain, offset: 8 });
    expect(text).toMatch(/^ 9\. one\n/);
    expect(text).toMatch(/\n10\. two\n/);
  });
});

describe("human-readable numbers", () => {
  it.each([
    [999, "999 bytes"],
    [34_725_822, "34.7 MB"],
    [126_000_000, "126 MB"],
  ])("show %i bytes as %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it.each([
    [7.2, "8 s"],
    [75, "1 min"],
    [7500, "2 h 5 min"],
  ])("show %d seconds as %s", (seconds, text) => expect(formatDuration(seconds)).toBe(text));
});

describe("the formatted status", () => {
  const papers = { papers: 1234, embedded: 1200, waiting: 34, failed: 0, withheld: 0 };
  const queue = { ready: true, outstanding: 2, detail: "PGlite" };
  const stats = {
    version: "1.2.3",
    papers,
    model: { id: "m", dimensions: 4 },
    indexes: { keyword: 1234, vector: 1200 },
    queue,
  };

  it("omits counts of zero, and the queue when there is none", () => {
    const text = formatStatus(stats, { place: "/data", remote: false, paint: plain });
    expect(text).toContain("waiting   34 (found by keyword; embedded at the next serve or ingest)");
    expect(text).not.toMatch(/failed|withheld|queue/);
  });

  it("describes a server's queue", () => {
    expect(formatStatus(stats, { place: "http://x", remote: true, paint: plain })).toContain(
      "queue     PGlite; 2 batches in progress",
    );
  });
});

describe("progress", () => {
  it("is a line every ten seconds without a terminal", () => {
    const stream = new PassThrough();
    let time = 0;
    const progress = createProgress({ stream, label: "Embedding", now: () => time });
    for (time = 0; time <= 25_000; time += 1000) progress.update({ done: time, total: 50_000, text: `at ${time}` });
    progress.end();
    expect(String(stream.read())).toBe("Embedding 20%  at 10000\nEmbedding 40%  at 20000\n");
  });

  it("is a bar on a terminal, cleared for other output", () => {
    const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    const progress = createProgress({ stream, label: "Reading" });
    progress.update({ done: 1, total: 4, text: "1 kB" });
    progress.printAbove(() => void stream.write("papers.bib: BibTeX\n"));
    progress.end();
    const lines = String(stream.read()).split("\n");
    expect(lines[0]).toContain("Reading █");
    // Moves to the first column, then clears the line.
    expect(lines[0]?.endsWith("\u001B[1G\u001B[2Kpapers.bib: BibTeX")).toBe(true);
  });

  it("computes the rate and the time left from the work done since the start", () => {
    let time = 0;
    const rate = createRate(() => time);
    expect(rate(100, 1000)).toBe("");
    time = 2000;
    expect(rate(200, 1000)).toBe("50/s  16 s left");
    expect(rate(1000, 1000)).toBe("450/s");
  });
});

describe("a model fetch", () => {
  it("prints source and size once, and nothing more without a terminal", () => {
    const stream = new PassThrough();
    const report = createFetchReport(stream);
    report({ source: "cache", message: "/models holds none of its files" });
    for (const bytesDone of [0, 1_000_000, 2_000_000]) {
      report({
        source: "hub.example",
        message: "Fetching a.onnx",
        file: "a.onnx",
        bytesDone,
        bytesTotal: 2_000_000,
      });
    }
    expect(String(stream.read())).toBe(
      "cache: /models holds none of its files\nhub.example: Fetching a.onnx (2.0 MB)\n",
    );
  });
});
