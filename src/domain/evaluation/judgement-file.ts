import { createHash } from "node:crypto";
import { AppError } from "../../errors.js";
import type { Judgements } from "./ranking-metrics.js";

const expected =
  "expected query id, document id and a whole number for the relevance, with tabs between (or TREC's four columns)";

/**
 * Reads judgements by query: BEIR's three columns with or without their header line, or TREC's four (`query 0 document
 * relevance`). If a pair is judged twice, the last judgement counts. Throws `bad_input` with the line.
 *
 * @param name the name of the file in error messages
 */
export function parseJudgements(text: string, name: string): Map<string, Map<string, number>> {
  const byQuery = new Map<string, Map<string, number>>();
  const lines = text.split("\n").map((line, index) => ({ line, number: index + 1 }));
  const filled = lines.filter(({ line }) => line.trim() !== "");
  for (const [index, { line, number }] of filled.entries()) {
    if (index === 0 && isHeader(line)) continue;
    const row = parseRow(line);
    if (!row) throw new AppError("bad_input", `${name}, line ${number}: ${expected}.`);
    const judgements = byQuery.get(row.query) ?? new Map<string, number>();
    byQuery.set(row.query, judgements.set(row.document, row.relevance));
  }
  if (byQuery.size === 0) throw new AppError("bad_input", `${name} contains no judgement: ${expected}.`);
  return byQuery;
}

/** Identifies a collection by its queries and judgements, in any order: 16 hexadecimal digits. */
export function hashJudgements(queries: readonly { readonly id: string; readonly judgements: Judgements }[]): string {
  const rows = queries.flatMap(({ id, judgements }) =>
    [...judgements].map(([document, relevance]) => JSON.stringify([id, document, relevance])),
  );
  return createHash("sha256").update(rows.toSorted().join("\n")).digest("hex").slice(0, 16);
}

function parseRow(line: string): { query: string; document: string; relevance: number } | undefined {
  const columns = splitColumns(line);
  if (columns.length !== 3 && columns.length !== 4) return undefined;
  const [query = "", relevance = Number.NaN] = [columns[0], readRelevance(columns.at(-1))];
  const document = columns.at(-2) ?? "";
  return query === "" || document === "" || !Number.isInteger(relevance) ? undefined : { query, document, relevance };
}

/** The last column of a header is not a number. */
function isHeader(line: string): boolean {
  const columns = splitColumns(line);
  return (columns.length === 3 || columns.length === 4) && Number.isNaN(readRelevance(columns.at(-1)));
}

/** Ids may contain spaces if tabs separate the columns. */
function splitColumns(line: string): string[] {
  return line.includes("\t") ? line.split("\t").map((column) => column.trim()) : line.trim().split(/\s+/);
}

function readRelevance(column = ""): number {
  return column === "" ? Number.NaN : Number(column);
}
