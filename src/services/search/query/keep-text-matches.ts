import { createRecentValues } from "../../../domain/caching/recent-values.js";
import { containsSet, intersectSets, type OrdinalSet } from "../../../domain/search/ordinal-set.js";
import type { CandidateTest, CorpusScan } from "../../../ports/search/corpus-scan.js";
import type { ChangeLog } from "../../../ports/vectors/change-log.js";

export interface KeepTextMatchesDeps {
  readonly changes: Pick<ChangeLog, "readLastChange">;
  readonly scan: Pick<CorpusScan, "matchTexts">;
}

/** Conditions kept until the next change, each with two sets of papers. */
const maxKept = 64;

interface Kept {
  readonly candidates: OrdinalSet;
  readonly matched: OrdinalSet;
}

/** Further pages, facets and narrower filters of a query ask for the same matches, and do not read the texts again. */
export function keepTextMatches({ changes, scan }: KeepTextMatchesDeps): CorpusScan["matchTexts"] {
  const kept = createRecentValues<Kept>(maxKept);
  let keptChange = -1;
  return async (tests) => {
    const lastChange = await changes.readLastChange();
    if (lastChange !== keptChange) kept.clear();
    keptChange = lastChange;
    const known = tests.map((asked) => reuse(kept.get(nameTest(asked)), asked));
    const open = tests.filter((_, at) => known[at] === undefined);
    const found = open.length === 0 ? [] : await scan.matchTexts(open);
    const isCurrent = keptChange === lastChange;
    for (const [at, asked] of open.entries()) {
      const { candidates } = asked;
      if (isCurrent && candidates) kept.set(nameTest(asked), { candidates, matched: found[at]! });
    }
    let next = 0;
    return known.map((set) => set ?? found[next++]!);
  };
}

function nameTest({ test: { kind, field, text } }: CandidateTest): string {
  return JSON.stringify([kind, field, text]);
}

function reuse(kept: Kept | undefined, { candidates }: CandidateTest): OrdinalSet | undefined {
  if (!kept || !candidates || !containsSet(kept.candidates, candidates)) return undefined;
  return intersectSets(kept.matched, candidates);
}
