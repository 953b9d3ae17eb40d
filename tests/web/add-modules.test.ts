import { describe, expect, it } from "vitest";
import { PaperkinError } from "../../src/client/index.js";
import { formatNames } from "../../src/domain/sources/paper-format.js";
import { formatBytes, formatDuration, formatPapers, formatRate } from "../../src/domain/text/amounts.js";
import { explainProblem } from "../../src/web/add/files/explain-problem.js";
import { describeFailures } from "../../src/web/add/jobs/describe-job.js";
import { listFormatNames, listFormats, nameFormat } from "../../src/web/add/reading/format-names.js";

describe("The format of a file", () => {
  it("has a readable name", () => {
    expect(formatNames.filter((format) => nameFormat(format) === format)).toEqual([]);
    expect(new Set(listFormats().map(([, label]) => label)).size).toBe(formatNames.length);
    expect(listFormatNames()).toMatch(/^BibTeX, RIS, .*, JSON or plain text$/);
  });
});

describe("What went wrong in a job", () => {
  const counts = { total: 9, accepted: 5, merged: 1, unchanged: 1, embedded: 5, failed: 2 };

  it("is named as in the preview: refused is not failed", () => {
    expect(describeFailures(counts)).toBe("2 refused");
    expect(describeFailures({ ...counts, embedded: 4, failed: 3 })).toBe("2 refused, 1 failed");
    expect(describeFailures({ ...counts, total: 7, embedded: 4, failed: 1 })).toBe("1 failed");
  });
});

describe("What went wrong with a file", () => {
  const answered = (status: number) => new PaperkinError("internal", "The reason.", { status });

  it.each([
    [400, "could not read", false],
    [413, "too large", false],
    [503, "right now", true],
    [500, "server failed", true],
  ])("is explained for the status %i", (status, words, canRetry) => {
    const explanation = explainProblem(answered(status), "reading");
    expect(explanation.title).toContain(words);
    expect(explanation.detail).toContain("The reason.");
    expect(explanation.canRetry).toBe(canRetry);
  });

  it("includes what became of the papers when the connection was lost", () => {
    const broken = new PaperkinError("unavailable", "No answer.");
    expect(explainProblem(broken, "sending").detail).toContain("are kept");
    expect(explainProblem(broken, "reading").detail).toContain("Nothing was added");
  });
});

describe("Amounts", () => {
  it("are human-readable", () => {
    expect([formatPapers(1), formatPapers(87_243)]).toEqual(["1 paper", "87,243 papers"]);
    expect([1, 999, 66_300, 6_560_000, 3.4e12].map(formatBytes)).toEqual([
      "1 byte",
      "999 bytes",
      "66.3 kB",
      "6.6 MB",
      "3.4 TB",
    ]);
    expect([0.2, 59, 61, 3599, 7500].map(formatDuration)).toEqual(["1 s", "59 s", "1 min", "1 h", "2 h 5 min"]);
    expect([0.75, 7.14, 31.6, 1133].map(formatRate)).toEqual(["0.75/s", "7.1/s", "32/s", "1,133/s"]);
  });
});
