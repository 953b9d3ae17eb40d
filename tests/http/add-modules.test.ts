import { describe, expect, expectTypeOf, it } from "vitest";
import type { Job, JobFailure } from "../../src/domain/job.js";
import type { Preview } from "../../src/domain/preview.js";
import type { Stats } from "../../src/domain/status.js";
import { writeBytes, writeDuration, writePapers, writeRate } from "../../src/http/page/amounts.js";
import { createEventReader } from "../../src/http/page/event-stream.js";
import { explainProblem } from "../../src/http/page/explain-problem.js";
import { chooseBody, nameText } from "../../src/http/page/file-body.js";
import type { PageFailure, PageJob, PagePreview, PageQueue } from "../../src/http/page/ingest-types.js";

describe("The page's view of taking papers in", () => {
  it("takes the answers that the server gives", () => {
    expectTypeOf<Job>().toExtend<PageJob>();
    expectTypeOf<JobFailure>().toExtend<PageFailure>();
    expectTypeOf<Preview>().toExtend<PagePreview>();
    expectTypeOf<Stats["queue"]>().toExtend<PageQueue>();
  });
});

describe("How a file is sent", () => {
  it.each([
    ["papers.jsonl", 1e9, "application/x-ndjson", false],
    ["PAPERS.NDJSON", 1, "application/x-ndjson", false],
    ["papers.json", 1024 * 1024, "application/json", false],
    ["papers.json", 1024 * 1024 + 1, "application/octet-stream", true],
    ["papers.jsonl.gz", 1, "application/octet-stream", true],
    ["refs.bib", 1, "application/octet-stream", true],
    ["jsonl", 1, "application/octet-stream", true],
  ])("%s of %i bytes: as %s", (name, bytes, type, isNamed) => {
    expect(chooseBody(name, bytes)).toEqual({ type, isNamed });
  });

  it.each([
    ['{"title":"one"}\n{"title":"two"}\n', "pasted.jsonl"],
    ['{"title":"one"}\n{broken\n', "pasted.jsonl"],
    ['{"title":"alone"}', "pasted.jsonl"],
    ['{"papers":[{"title":"one"}]}', "pasted.json"],
    ['[{"title":"one"}]', "pasted.json"],
    ['{\n  "papers": []\n}', "pasted.json"],
    ["@article{a, title={One}}", "pasted.txt"],
    ["null", "pasted.json"],
  ])("the text %j is named %s", (text, name) => {
    expect(nameText(text)).toBe(name);
  });
});

describe("Server-sent events", () => {
  const read = (pieces: readonly string[]) => {
    const seen: string[] = [];
    const feed = createEventReader((data) => seen.push(data));
    for (const piece of pieces) feed(piece);
    return seen;
  };
  const stream = ': still here\n\nevent: job\ndata: {"a":1}\n\ndata: one\ndata:two\n\ndata: unfinished\n';

  it("give their data, and nothing of comments or of what is not whole", () => {
    expect(read([stream])).toEqual(['{"a":1}', "one\ntwo"]);
  });

  it("may come in any pieces, with either end of line", () => {
    expect(read([...stream])).toEqual(['{"a":1}', "one\ntwo"]);
    expect(read([...stream.replaceAll("\n", "\r\n")])).toEqual(['{"a":1}', "one\ntwo"]);
  });
});

describe("What went wrong with a file", () => {
  const answered = (status: number) => ({ kind: "answered", status, message: "The reason." }) as const;

  it.each([
    [400, "could not read", false],
    [413, "too large", false],
    [503, "just now", true],
    [500, "failed at the server", true],
  ])("is told for the status %i", (status, words, canRetry) => {
    const explanation = explainProblem(answered(status), false);
    expect(explanation.title).toContain(words);
    expect(explanation.detail).toContain("The reason.");
    expect(explanation.canRetry).toBe(canRetry);
  });

  it("says of a connection that broke off what became of the papers", () => {
    const broken = { kind: "unreachable", status: 0, message: "" } as const;
    expect(explainProblem(broken, true).detail).toContain("are kept");
    expect(explainProblem(broken, false).detail).toContain("Nothing was taken in");
  });
});

describe("Amounts", () => {
  it("are written for people", () => {
    expect([writePapers(1), writePapers(87_243)]).toEqual(["1 paper", "87,243 papers"]);
    expect([1, 999, 66_300, 6_560_000, 3.4e12].map(writeBytes)).toEqual([
      "1 byte",
      "999 bytes",
      "66.3 kB",
      "6.6 MB",
      "3.4 TB",
    ]);
    expect([0.2, 59, 61, 3599, 7500].map(writeDuration)).toEqual(["1 s", "59 s", "1 min", "1 h", "2 h 5 min"]);
    expect([0.75, 7.14, 31.6, 1133].map(writeRate)).toEqual([
      "0.75 a second",
      "7.1 a second",
      "32 a second",
      "1,133 a second",
    ]);
  });
});
