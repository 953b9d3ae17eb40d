import { listExtraTexts } from "../paper/extra.js";
import { canonicalizeId } from "../paper/id.js";
import type { Paper } from "../paper/paper.js";
import { defaultBm25Parameters, extractQueryTerms, type TermCounts, countTerms } from "../search/bm25.js";
import { type FieldFilter, isOpenFilter, type NameWords, noNameWords } from "../search/filter.js";
import { collectOrdinals, type OrdinalSet } from "../search/ordinal-set.js";
import { evaluateNode, listConditions } from "../search/query/evaluate-node.js";
import type { QueryCondition, QueryNode } from "../search/query/node.js";
import { createTextMatcher, type TestedText, type TextTest } from "../search/query/text-test.js";
import { foldCase, foldText, splitWords } from "../text/fold-text.js";
import { readPaperWords } from "../text/paper-words.js";

/** A few papers, which are tested without asking the library. */
export interface PaperBatch {
  /** The words of each paper, in order. */
  readonly words: readonly TermCounts[];
  /** The places of the papers that a search with this condition and filter would allow. */
  findMeeting(limits: PaperLimits): OrdinalSet;
}

/** What must hold of a paper. */
export interface PaperLimits {
  readonly condition?: QueryNode | undefined;
  readonly filter: FieldFilter;
}

/** The beginnings of words in a condition, folded: the terms of these are listed when papers are tested. */
export function listPrefixes({ condition }: PaperLimits): string[] {
  if (condition === undefined) return [];
  return listConditions(condition).flatMap((part) => (part.kind === "prefix" ? [readPrefix(part)] : []));
}

function readPrefix({ text }: { readonly text: string }): string {
  return foldText(text.trim());
}

export interface BatchTests {
  /** The places of the papers that pass a filter without ids and own fields, and words of names. */
  matchFilter(filter: FieldFilter, words: NameWords): OrdinalSet;
  /** The terms of the words of the library that begin with a folded text. */
  listTermsOf(prefix: string): ReadonlySet<string>;
}

export function createPaperBatch(tested: readonly Tested[], tests: BatchTests): PaperBatch {
  const everything = collectOrdinals(tested.keys());
  const find = (isMeant: (paper: Tested) => boolean) =>
    collectOrdinals([...tested.keys()].filter((place) => isMeant(tested[place]!)));
  const known = new Map<string, OrdinalSet | undefined>();
  const once = (key: string, match: () => OrdinalSet | undefined) => {
    if (!known.has(key)) known.set(key, match());
    return known.get(key);
  };
  const matchCondition = (condition: QueryCondition): OrdinalSet | undefined => {
    if (condition.kind === "dates") return tests.matchFilter(condition.bounds, noNameWords);
    if (condition.kind === "id") return find(({ ids }) => ids.has(canonicalizeId(condition.text)));
    if (condition.kind === "name") {
      return tests.matchFilter({}, { ...noNameWords, [condition.field]: [condition.text] });
    }
    const isCandidate = testTerms(condition, tests);
    if (condition.kind !== "phrase" && condition.field === "text") return isCandidate && find(isCandidate);
    const matches = matchText(condition);
    return find((paper) => (isCandidate?.(paper) ?? true) && matches(paper.text));
  };
  return {
    words: tested.map(({ words }) => words),
    findMeeting({ condition, filter }) {
      const passing = once(nameOf(filter), () => matchFilter(filter, tests, find)) ?? everything;
      if (condition === undefined || passing.size === 0) return passing;
      const matched = new Map(
        listConditions(condition).map((part) => [part, once(nameOf(part), () => matchCondition(part))] as const),
      );
      const met = evaluateNode(condition, { matched, everything });
      return met ? met.intersect(passing) : passing;
    },
  };
}

/** A paper, read for tests. */
export interface Tested {
  readonly ids: ReadonlySet<string>;
  readonly paper: Paper;
  readonly words: TermCounts;
  readonly text: TestedText;
  /** Folded; read only where a condition needs them. */
  listWords(): readonly string[];
}

/** Takes about as long as indexing its words. */
export function readTested(paper: Paper): Tested {
  const read = readPaperWords(paper);
  const { title, abstract = "", keywords } = paper;
  let folded: readonly string[] | undefined;
  const ids = [paper.id, paper.doi, paper.arxivId].flatMap((id) => (id === undefined ? [] : canonicalizeId(id)));
  return {
    ids: new Set(ids),
    paper,
    words: countTerms(read, defaultBm25Parameters.titleWeight),
    text: { title, abstract, keywords: JSON.stringify(keywords) },
    listWords: () => (folded ??= splitWords(foldText(`${read.title} ${read.abstract} ${read.extra}`))),
  };
}

/** Undefined for an open filter. */
function matchFilter(
  { ids, extra, ...fields }: FieldFilter,
  tests: BatchTests,
  find: (isMeant: (paper: Tested) => boolean) => OrdinalSet,
): OrdinalSet | undefined {
  const sets = isOpenFilter(fields) ? [] : [tests.matchFilter(fields, noNameWords)];
  if (ids) {
    const wanted = new Set(ids.map(canonicalizeId));
    sets.push(find(({ paper }) => wanted.has(paper.id)));
  }
  for (const [name, values] of Object.entries(extra ?? {})) {
    const wanted = new Set(values.map(foldCase));
    sets.push(
      find(({ paper }) => {
        const value = paper.extra?.[name];
        return value !== undefined && listExtraTexts(value).some((text) => wanted.has(foldCase(text)));
      }),
    );
  }
  const [first, ...others] = sets;
  return first && others.reduce((one, other) => one.intersect(other), first);
}

/** Whether a paper has the terms of a condition, as the keyword index finds them; undefined for a text without a term. */
function testTerms(test: TextTest, tests: BatchTests): ((paper: Tested) => boolean) | undefined {
  if (test.kind === "prefix") return testPrefix(readPrefix(test), tests);
  const text = test.kind === "phrase" ? test.text.replace(/(?<=\p{L})[-‐‑–](?=\p{L})/gu, " ") : test.text;
  const terms = extractQueryTerms(text);
  if (terms.length === 0) return undefined;
  return ({ words: { frequencies } }) => terms.every((term) => frequencies.has(term));
}

function testPrefix(prefix: string, tests: BatchTests): (paper: Tested) => boolean {
  const terms = tests.listTermsOf(prefix);
  return ({ words: { frequencies }, listWords }) => {
    for (const term of frequencies.keys()) if (term.startsWith(prefix) || terms.has(term)) return true;
    return listWords().some((word) => word.startsWith(prefix));
  };
}

/** A pattern takes longer to compile than to test a few papers; it lives as long as its condition. */
const matchers = new WeakMap<TextTest, (text: TestedText) => boolean>();

function matchText(test: TextTest): (text: TestedText) => boolean {
  let matches = matchers.get(test);
  if (matches === undefined) matchers.set(test, (matches = createTextMatcher(test)));
  return matches;
}

const names = new WeakMap<object, string>();

/** The same for equal conditions. */
function nameOf(part: object): string {
  let name = names.get(part);
  if (name === undefined) names.set(part, (name = JSON.stringify(part)));
  return name;
}
