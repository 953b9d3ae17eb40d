import type { Filter } from "../../domain/search/filter.js";
import { intersectSets, type OrdinalSet, subtractSets } from "../../domain/search/ordinal-set.js";
import type { ParsedQuery } from "../../domain/search/query-syntax.js";
import type { CorpusScan } from "../../ports/search/corpus-scan.js";
import type { KeywordIndex } from "../../ports/search/keyword-index.js";
import type { MatchFilter } from "./match-filter.js";

export interface RestrictPapersDeps {
  readonly keywordIndex: KeywordIndex;
  readonly scan: CorpusScan;
  readonly matchFilter: MatchFilter;
}

export interface Limits {
  /** The allowed papers; `undefined` allows all. */
  readonly allow: OrdinalSet | undefined;
  /** Whether no allowed paper contains the quoted phrases, which then count only as words. */
  readonly isPhraseMissing: boolean;
}

/** Which papers a query may find, according to the filter and to its own syntax. */
export type RestrictPapers = (query: ParsedQuery, filter: Filter) => Promise<Limits>;

export function createRestrictPapers(deps: RestrictPapersDeps): RestrictPapers {
  return async (query, filter) => {
    const named = await deps.matchFilter(narrowYears(filter, query.years), query.names);
    const allow = query.excluded.length === 0 ? named : await leaveOut(deps, query.excluded, named);
    if (query.phrases.length === 0) return { allow, isPhraseMissing: false };
    const holding = await findPhrases(deps, query.phrases, allow);
    return holding.size > 0 ? { allow: holding, isPhraseMissing: false } : { allow, isPhraseMissing: true };
  };
}

/** Years in the query narrow those of the filter. */
function narrowYears(filter: Filter, { yearFrom, yearTo }: ParsedQuery["years"]): Filter {
  return {
    ...filter,
    ...(yearFrom !== undefined && { yearFrom: Math.max(yearFrom, filter.yearFrom ?? yearFrom) }),
    ...(yearTo !== undefined && { yearTo: Math.min(yearTo, filter.yearTo ?? yearTo) }),
  };
}

async function leaveOut(
  deps: RestrictPapersDeps,
  excluded: ParsedQuery["excluded"],
  allow: OrdinalSet | undefined,
): Promise<OrdinalSet> {
  let rest = allow ?? (await deps.scan.matchFilter({}, { author: [], venue: [], category: [] }));
  for (const { text, isPhrase } of excluded) {
    const holding = isPhrase ? await findPhrases(deps, [text], rest) : deps.keywordIndex.findContaining(text);
    if (holding) rest = subtractSets(rest, holding);
  }
  return rest;
}

/**
 * The index finds the papers that contain the words of each phrase; the stored text shows whether they are in order.
 */
async function findPhrases(
  { keywordIndex, scan }: RestrictPapersDeps,
  phrases: readonly string[],
  allow: OrdinalSet | undefined,
): Promise<OrdinalSet> {
  let candidates = allow;
  for (const phrase of phrases) {
    const holding = keywordIndex.findContaining(phrase);
    if (holding) candidates = candidates ? intersectSets(candidates, holding) : holding;
  }
  return scan.matchPhrases(phrases, candidates);
}
