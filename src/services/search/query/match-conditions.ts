import { setImmediate } from "node:timers/promises";
import { noNameWords } from "../../../domain/search/filter.js";
import type { PaperSet } from "../../../domain/search/paper-set.js";
import type { QueryCondition } from "../../../domain/search/query/node.js";
import type { TextTest } from "../../../domain/search/query/text-test.js";
import { foldText } from "../../../domain/text/fold-text.js";
import { beginsStopWord } from "../../../domain/text/terms.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";
import type { CorpusScan } from "../../../ports/search/corpus-scan.js";
import type { KeywordSearch } from "../../../ports/search/keyword-index.js";
import type { PaperSets } from "../../../ports/search/paper-sets.js";
import { findIdentified } from "./find-identified.js";
import type { MatchFilter } from "../match-filter.js";

export interface MatchConditionsDeps {
  readonly keywordIndex: Pick<KeywordSearch, "findContaining" | "findByPrefix">;
  readonly papers: Pick<PaperStore, "findExact">;
  readonly scan: Pick<CorpusScan, "findByAddress" | "matchTexts">;
  readonly paperSets: PaperSets;
  readonly matchFilter: MatchFilter;
}

/** The papers that meet a condition; `undefined` for one without a word, which all papers meet. */
export type Matched = ReadonlyMap<QueryCondition, PaperSet | undefined>;

/** The papers that meet each condition that an index or a column can decide. */
export async function matchByIndex(deps: MatchConditionsDeps, conditions: readonly QueryCondition[]): Promise<Matched> {
  const matched = new Map<QueryCondition, PaperSet | undefined>();
  for (const [at, condition] of conditions.entries()) {
    // Each takes up to a millisecond.
    if (at % yieldEvery === yieldEvery - 1) await setImmediate();
    matched.set(condition, await matchOne(deps, condition));
  }
  return matched;
}

const yieldEvery = 4;

async function matchOne(deps: MatchConditionsDeps, condition: QueryCondition): Promise<PaperSet | undefined> {
  if (condition.kind === "dates") return deps.matchFilter(condition.bounds);
  if (condition.kind === "id") {
    return deps.paperSets.of(condition.papers ?? (await findIdentified(deps, condition.text)));
  }
  if (condition.kind === "name") {
    return deps.matchFilter({}, { ...noNameWords, [condition.field]: [condition.text] });
  }
  return findCandidates(deps, condition);
}

/** Whether a condition needs the stored text, because the index knows neither the order of words nor their field. */
export function needsText(condition: QueryCondition): condition is TextTest {
  return (
    condition.kind === "phrase" || ("field" in condition && condition.kind !== "name" && condition.field !== "text")
  );
}

/** The papers that may meet the condition: those that contain its words. */
function findCandidates({ keywordIndex }: MatchConditionsDeps, test: TextTest): PaperSet | undefined {
  const isCounted = test.kind !== "prefix" || !beginsStopWord(foldText(test.text));
  const where = test.field === "title" && isCounted ? test.field : undefined;
  if (test.kind === "prefix") return keywordIndex.findByPrefix(test.text, where);
  return keywordIndex.findContaining(test.kind === "phrase" ? splitHyphens(test.text) : test.text, where);
}

/** A phrase is also found without its hyphens, and then lacks the joined form of the words. */
function splitHyphens(phrase: string): string {
  return phrase.replace(/(?<=\p{L})[-‐‑–](?=\p{L})/gu, " ");
}

export interface TextMatches {
  readonly matched: Matched;
  /** The conditions that were left out, since they would take too long. */
  readonly cut: readonly TextTest[];
}

/** The papers that meet each condition on the stored text, of those within. */
export async function matchByText(
  deps: MatchConditionsDeps,
  conditions: readonly TextTest[],
  within: PaperSet,
): Promise<TextMatches> {
  if (conditions.length === 0) return { matched: new Map(), cut: [] };
  const tests = conditions.map((test) => ({ test, candidates: narrow(findCandidates(deps, test), within) }));
  const found = await deps.scan.matchTexts(tests);
  const matched = new Map<QueryCondition, PaperSet>();
  const cut: TextTest[] = [];
  for (const [at, test] of conditions.entries()) {
    const papers = found[at];
    if (papers) matched.set(test, papers);
    else cut.push(test);
  }
  return { matched, cut };
}

function narrow(candidates: PaperSet | undefined, within: PaperSet): PaperSet {
  return candidates ? candidates.intersect(within) : within;
}
