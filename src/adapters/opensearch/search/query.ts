import type { Ordinal } from "../../../domain/paper/paper.js";

/** A query in OpenSearch's own language. */
export type Query = Readonly<Record<string, unknown>>;

/** There are also documents that only keep an ordinal from being used. */
export const everyPaper: Query = { exists: { field: "id" } };
export const noPaper: Query = { match_none: {} };

interface Clauses {
  readonly filter?: readonly Query[];
  readonly must_not?: readonly Query[];
  readonly should?: readonly Query[];
  readonly minimum_should_match?: 1;
}

/** A paper with a vector of the model in use. */
export const embedded: Query = { term: { state: { value: "embedded" } } };

/** What passes all queries, none of which scores. */
export function allOf(queries: readonly Query[]): Query {
  const parts = queries.filter((query) => query !== everyPaper).map(readRestriction);
  const filter = parts.flatMap((part) => part.filter ?? []);
  const mustNot = parts.flatMap((part) => part.must_not ?? []);
  if (mustNot.length === 0 && filter.length < 2) return filter[0] ?? everyPaper;
  return {
    bool: {
      filter: filter.length > 0 ? filter : [everyPaper],
      ...(mustNot.length > 0 && { must_not: mustNot }),
    } satisfies Clauses,
  };
}

/** What passes any of the queries, none of which scores. */
export function anyOf(queries: readonly Query[]): Query {
  if (queries.includes(everyPaper)) return everyPaper;
  const parts = queries.filter((query) => query !== noPaper).flatMap(readChoices);
  if (parts.length < 2) return parts[0] ?? noPaper;
  return { bool: { should: parts, minimum_should_match: 1 } satisfies Clauses };
}

/** What passes the first query and none of the others. */
export function noneOf(query: Query, others: readonly Query[]): Query {
  return allOf([query, { bool: { filter: [], must_not: others.filter((other) => other !== noPaper) } }]);
}

/** A paper with this very value in the field. */
export function hasTerm(field: string, value: string | number | boolean): Query {
  return { term: { [field]: { value } } };
}

/** A paper with one of the values. */
export function hasOneOf(field: string, values: readonly (string | number)[]): Query {
  if (values.length < 2) return values[0] === undefined ? noPaper : hasTerm(field, values[0]);
  return anyOf(cutChunks(values, maxTerms).map((chunk) => ({ terms: { [field]: chunk } })));
}

/** A paper with a value that begins so. */
export function beginsWith(field: string, prefix: string): Query {
  return { prefix: { [field]: { value: prefix } } };
}

/** A paper with all words in one value of the field, in any order; if the last is only begun, anywhere in the field. */
export function hasWords(field: string, words: readonly string[], last: "whole" | "begun" = "whole"): Query {
  const [first, ...others] = new Set(words);
  if (first === undefined) return everyPaper;
  // A rule for beginnings knows at most 128 words: those in another value of the paper are sorted out by the caller.
  if (last === "begun") return allOf([hasWords(field, words.slice(0, -1)), beginsWith(field, words.at(-1)!)]);
  if (others.length === 0) return hasTerm(field, first);
  const rules = [first, ...others].map((word) => ({ match: { query: word, analyzer: "whitespace" } }));
  return { intervals: { [field]: { all_of: { intervals: rules, max_gaps: valueGap / 2, ordered: false } } } };
}

/** Values of one paper are so many places apart. */
export const valueGap = 10_000;

/** The papers with these ordinals, ascending and each once. Runs are written as ranges. */
export function hasOrdinal(ordinals: ArrayLike<Ordinal>): Query {
  const single: Ordinal[] = [];
  const ranges: Query[] = [];
  for (let from = 0; from < ordinals.length;) {
    let to = from;
    while (to + 1 < ordinals.length && ordinals[to + 1] === ordinals[to]! + 1) to += 1;
    if (to - from + 1 >= minRun && ranges.length < maxRanges) {
      ranges.push({ range: { ordinal: { gte: ordinals[from], lte: ordinals[to] } } });
    } else for (let at = from; at <= to; at += 1) single.push(ordinals[at]!);
    from = to + 1;
  }
  return anyOf([...ranges, ...(single.length > 0 ? [hasOneOf("ordinal", single)] : [])]);
}

/** Cuts a list into lists of at most this length. */
export function cutChunks<Item>(items: readonly Item[], length: number): Item[][] {
  const count = Math.ceil(items.length / length);
  return Array.from({ length: count }, (_, at) => items.slice(at * length, (at + 1) * length));
}

/** The most values of one `terms` query (`index.max_terms_count`). */
const maxTerms = 60_000;
/** A shorter run costs less as single values. */
const minRun = 16;
const maxRanges = 200;

/** The restrictions of a query that has nothing else, so that nesting does not grow with every step. */
function readRestriction(query: Query): Clauses {
  const clauses = query["bool"] as Clauses | undefined;
  return clauses && clauses.should === undefined && clauses.filter ? clauses : { filter: [query] };
}

function readChoices(query: Query): readonly Query[] {
  const clauses = query["bool"] as Clauses | undefined;
  return clauses?.should && clauses.filter === undefined && clauses.must_not === undefined ? clauses.should : [query];
}
