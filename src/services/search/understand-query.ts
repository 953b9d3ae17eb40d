import type { Ordinal } from "../../domain/paper/paper.js";
import type { OrdinalSet } from "../../domain/search/ordinal-set.js";
import { type ParsedQuery, parseQuery, treatAsText } from "../../domain/search/query-syntax.js";
import type { SearchRequest } from "../../domain/search/request.js";
import type { SearchNotice, Understood } from "../../domain/search/understood.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { CorrectSpelling } from "./correct-spelling.js";
import type { RestrictPapers } from "./restrict-papers.js";

export interface UnderstandQueryDeps {
  readonly papers: Pick<PaperStore, "findExact">;
  readonly restrictPapers: RestrictPapers;
  readonly correctSpelling: CorrectSpelling;
}

/** A query, read: what to rank by, what must hold of its papers, and what to tell the user about the reading. */
export interface Understanding {
  readonly query: ParsedQuery;
  readonly exact: readonly Ordinal[];
  readonly allow: OrdinalSet | undefined;
  readonly isPhraseMissing: boolean;
  readonly corrections: ReadonlyMap<string, string>;
  readonly understood: readonly Understood[];
  readonly notices: readonly SearchNotice[];
}

export type UnderstandQuery = (request: SearchRequest) => Promise<Understanding>;

/**
 * Interprets the query. A whole title or an identifier is not parsed for syntax, because titles may contain quotes and
 * colons.
 */
export function createUnderstandQuery(deps: UnderstandQueryDeps): UnderstandQuery {
  return async ({ query: typed, filter, mode }) => {
    const whole = await deps.papers.findExact(typed);
    const query = whole.length > 0 ? treatAsText(typed) : parseQuery(typed);
    const isKnown = whole.length > 0 || query.text === "" || query.text === typed;
    const named = isKnown ? whole : await deps.papers.findExact(query.text);
    const { allow, isPhraseMissing } = await deps.restrictPapers(query, filter);
    const exact = allow ? named.filter((ordinal) => allow.has(ordinal)) : named;
    const corrections = mode === "semantic" ? new Map<string, string>() : await deps.correctSpelling(query.text);
    return { query, exact, allow, isPhraseMissing, corrections, understood: [], notices: [] };
  };
}
