import type { Ordinal } from "../../domain/paper/paper.js";
import { noNameWords } from "../../domain/search/filter.js";
import type { OpenName, ParsedQuery } from "../../domain/search/query/node.js";
import { parseQuery, treatAsText } from "../../domain/search/query/parse-query.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { MatchFilter } from "./match-filter.js";

export interface ReadQueryDeps {
  readonly papers: Pick<PaperStore, "findExact">;
  readonly matchFilter: MatchFilter;
}

export interface ReadQuery {
  readonly query: ParsedQuery;
  /** The papers that the query names by title or identifier. */
  readonly exact: readonly Ordinal[];
}

/**
 * Reads the syntax of a query. A whole title or an identifier is not parsed, because titles may contain quotes and
 * colons.
 */
export async function readQuery(deps: ReadQueryDeps, typed: string): Promise<ReadQuery> {
  const { papers } = deps;
  const whole = await papers.findExact(typed);
  if (whole.length > 0) return { query: treatAsText(typed), exact: whole };
  const query = await parseNames(deps, typed);
  const named = query.text === "" || query.text === typed ? [] : await papers.findExact(query.text);
  const ids = query.parts.flatMap(({ node }) => (node.kind === "id" ? [node.text] : []));
  const identified = await Promise.all(ids.map((id) => papers.findExact(id)));
  return { query, exact: [...new Set([...identified.flat(), ...named])] };
}

/** Parses a query whose names take as many of the words after them as some name of the library has. */
async function parseNames(deps: ReadQueryDeps, typed: string): Promise<ParsedQuery> {
  const lengths: number[] = [];
  let query = parseQuery(typed);
  // A longer name changes which names follow.
  for (let at = 0; at < Math.min(query.openNames.length, maxOpenNames); at += 1) {
    lengths.push(await measureName(deps, query.openNames[at]!));
    if (lengths[at]! > 1) query = parseQuery(typed, lengths);
  }
  return query;
}

const maxOpenNames = 5;

async function measureName({ matchFilter }: ReadQueryDeps, { field, words }: OpenName): Promise<number> {
  for (let length = words.length; length > 1; length -= 1) {
    const found = await matchFilter({}, { ...noNameWords, [field]: [words.slice(0, length).join(" ")] });
    if (found && found.size > 0) return length;
  }
  return 1;
}
