import { noNameWords } from "../../../domain/search/filter.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { type PastedId, readPastedIds } from "../../../domain/paper/pasted-id.js";
import type { OpenName, ParsedQuery, QueryNode, QueryPart } from "../../../domain/search/query/node.js";
import { parseQuery, treatAsText } from "../../../domain/search/query/parse-query.js";
import type { SearchNotice } from "../../../domain/search/understood.js";
import { findIdentified, type FindIdentifiedDeps, findPasted } from "./find-identified.js";
import type { MatchFilter } from "../match-filter.js";

export interface ReadQueryDeps extends FindIdentifiedDeps {
  readonly matchFilter: MatchFilter;
}

export interface ReadQuery {
  readonly query: ParsedQuery;
  /** The papers that the query names by title or identifier. */
  readonly exact: readonly Ordinal[];
  /** Whether the query is nothing but identifiers or the title of a paper, whose words are spelled as they are. */
  readonly isNamed: boolean;
}

/**
 * Reads the syntax of a query. A whole title or an identifier is not parsed, because titles may contain quotes and
 * colons.
 */
export async function readQuery(deps: ReadQueryDeps, typed: string): Promise<ReadQuery> {
  const pasted = readPastedIds(typed);
  const whole = await deps.papers.findExact(typed);
  if (pasted) return readIds(deps, typed, { pasted, whole });
  if (whole.length > 0) return { query: treatAsText(typed), exact: whole, isNamed: true };
  const query = await parseNames(deps, typed);
  const named = query.text === "" || query.text === typed ? [] : await deps.papers.findExact(query.text);
  const ids = await settleIds(deps, query);
  return { query: ids.query, exact: [...new Set([...ids.exact, ...named])], isNamed: false };
}

interface Identifiers {
  readonly pasted: readonly PastedId[];
  readonly whole: readonly Ordinal[];
}

/** Finds the identified papers, and those that mention the identifiers. */
async function readIds(deps: ReadQueryDeps, typed: string, { pasted, whole }: Identifiers): Promise<ReadQuery> {
  const found = await Promise.all(pasted.map((id) => findPasted(deps, id)));
  const missing = whole.length > 0 ? [] : pasted.filter((_, at) => found[at]!.length === 0);
  const nodes = pasted.flatMap(({ name, mention }, at): QueryNode[] => [
    { kind: "id", text: name, papers: at === 0 ? [...whole, ...found[at]!] : found[at]! },
    ...(mention === undefined ? [] : [{ kind: "words", field: "text", text: mention } as const]),
  ]);
  const part: QueryPart = { kind: "id", range: [0, typed.length], node: { kind: "any", nodes } };
  const text = pasted.flatMap(({ mention }) => mention ?? []).join(" ");
  const query = { ...treatAsText(text), parts: [part], notices: missing.map(({ name }) => noteUnknown(name)) };
  return { query, exact: [...new Set([...whole, ...found.flat()])], isNamed: true };
}

/** An id that is not here leaves nothing, but other words are still searched. */
async function settleIds(
  deps: ReadQueryDeps,
  query: ParsedQuery,
): Promise<{ readonly query: ParsedQuery; readonly exact: readonly Ordinal[] }> {
  const exact: Ordinal[] = [];
  const parts: QueryPart[] = [];
  const notices: SearchNotice[] = [...query.notices];
  for (const part of query.parts) {
    const { node } = part;
    const papers = node.kind === "id" ? await findIdentified(deps, node.text) : [];
    exact.push(...papers);
    const isMissing = node.kind === "id" && papers.length === 0;
    if (isMissing) notices.push(noteUnknown(node.text));
    if (!isMissing || query.text === "") parts.push(node.kind === "id" ? { ...part, node: { ...node, papers } } : part);
  }
  return { query: { ...query, parts, notices }, exact };
}

function noteUnknown(name: string): SearchNotice {
  return { code: "unknown_id", detail: `${name} is not in this library.` };
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
    if (found && (await found.count()) > 0) return length;
  }
  return 1;
}
