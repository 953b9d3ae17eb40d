import { type Filter, noNameWords } from "../../../domain/search/filter.js";
import type { PaperSet } from "../../../domain/search/paper-set.js";
import { evaluateNode, listConditions } from "../../../domain/search/query/evaluate-node.js";
import { joinNodes, type QueryCondition, type QueryPart } from "../../../domain/search/query/node.js";
import type { CorpusScan } from "../../../ports/search/corpus-scan.js";
import { matchByIndex, matchByText, type MatchConditionsDeps, needsText } from "./match-conditions.js";

export interface RestrictPapersDeps extends MatchConditionsDeps {
  readonly scan: Pick<CorpusScan, "matchTexts" | "findByAddress" | "matchFilter">;
}

export interface Limits {
  /** The allowed papers; `undefined` allows all. */
  readonly allow: PaperSet | undefined;
  /** Whether the parts of the query leave no paper. */
  readonly isEmpty: boolean;
  /** Phrases of which no allowed paper contains all; they count only as words. */
  readonly missingPhrases: readonly QueryPart[];
  /** Parts that were left out, because reading the papers would take too long. */
  readonly cut: readonly QueryPart[];
  /** How many papers are allowed without a part; `undefined` if the stored text of more papers would have to be read. */
  countWithout(part: QueryPart): Promise<number | undefined>;
}

/** Which papers a query may find, according to the filter and to the parts of the query. */
export type RestrictPapers = (parts: readonly QueryPart[], filter: Filter) => Promise<Limits>;

/** Conditions of one query. */
const maxConditions = 200;

export function createRestrictPapers(deps: RestrictPapersDeps): RestrictPapers {
  return async (parts, filter) => {
    const filtered = await deps.matchFilter(filter);
    if (parts.length === 0)
      return { allow: filtered, isEmpty: false, missingPhrases: [], cut: [], countWithout: unknown };
    const within = filtered ?? (await deps.scan.matchFilter({}, noNameWords));
    const kept = keepFirst(parts);
    const { matched, cut } = await matchParts(deps, kept, within);
    const asked = { kept, matched, within };
    const left = parts.filter((part) => !kept.includes(part) || cut.includes(part));
    const allow = allowPapers(asked, () => true);
    const countWithout = async (part: QueryPart) => {
      // The text was read only of papers that meet the parts without a text condition, so those cannot be left out.
      const isKnown = !isDecided(part) || kept.every(isDecided);
      return isKnown ? allowPapers(asked, (other) => other !== part).count() : undefined;
    };
    const phrases = kept.filter(({ mayRank }) => mayRank);
    const isEmpty = (await allow.count()) === 0;
    if (!isEmpty || phrases.length === 0) return { allow, isEmpty, missingPhrases: [], cut: left, countWithout };
    const others = allowPapers(asked, ({ mayRank }) => !mayRank);
    const leavesNone = (await others.count()) === 0;
    return { allow: others, isEmpty: leavesNone, missingPhrases: phrases, cut: left, countWithout: unknown };
  };
}

const unknown = async () => undefined;

function keepFirst(parts: readonly QueryPart[]): readonly QueryPart[] {
  let conditions = 0;
  return parts.filter(({ node }) => (conditions += listConditions(node).length) <= maxConditions);
}

interface MatchedParts {
  readonly matched: ReadonlyMap<QueryCondition, PaperSet | undefined>;
  readonly cut: readonly QueryPart[];
}

/** The stored text is read only of papers that meet the parts that the indexes can decide. */
async function matchParts(
  deps: MatchConditionsDeps,
  parts: readonly QueryPart[],
  within: PaperSet,
): Promise<MatchedParts> {
  const conditions = parts.flatMap(({ node }) => listConditions(node));
  const byIndex = await matchByIndex(
    deps,
    conditions.filter((condition) => !needsText(condition)),
  );
  const candidates = allowPapers({ kept: parts, matched: byIndex, within }, isDecided);
  const byText = await matchByText(deps, conditions.filter(needsText), candidates);
  const isCut = new Set<QueryCondition>(byText.cut);
  const cut = parts.filter(({ node }) => listConditions(node).some((condition) => isCut.has(condition)));
  return { matched: new Map([...byIndex, ...byText.matched]), cut };
}

/** Whether a part needs no stored text. */
function isDecided({ node }: QueryPart): boolean {
  return !listConditions(node).some(needsText);
}

interface Asked extends Pick<MatchedParts, "matched"> {
  readonly kept: readonly QueryPart[];
  readonly within: PaperSet;
}

/** The papers that meet the wanted parts. */
function allowPapers({ kept, matched, within }: Asked, isWanted: (part: QueryPart) => boolean): PaperSet {
  const nodes = kept.filter(isWanted).map(({ node }) => node);
  const found = nodes.length === 0 ? undefined : evaluateNode(joinNodes(nodes), { matched, everything: within });
  return found ? found.intersect(within) : within;
}
