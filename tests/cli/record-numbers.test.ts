import { expect, it } from "vitest";
import { formatFailure, formatNotice } from "../../src/cli/ingest/report-ingest.js";

it.each([
  ["bibtex", "  line 7: cut"],
  ["pubmed-xml", "  record 7: cut"],
  ["xlsx", "  row 7: cut"],
  ["csl-json", "  record 7: cut"],
  ["pdf", "  cut"],
  [undefined, "  line 7: cut"],
] as const)("the number of a record of %s is named for what it counts", (format, text) => {
  expect(formatFailure({ line: 7, reason: "cut" }, 80, format)).toBe(text);
  expect(formatNotice({ line: 7, kind: "field", notice: "cut" }, 80, format)).toBe(text);
});
