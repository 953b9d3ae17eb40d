import { createRecentValues } from "../../../domain/caching/recent-values.js";
import {
  containsBits,
  createOrdinalSet,
  intersectBits,
  type OrdinalBits,
  readBits,
} from "../../../domain/search/ordinal-set.js";
import type { PaperSet } from "../../../domain/search/paper-set.js";
import type { CandidateTest, CorpusScan } from "../../../ports/search/corpus-scan.js";
import type { ChangeLog } from "../../../ports/vectors/change-log.js";

type Matches = Pick<CorpusScan, "matchFilter" | "matchTexts">;

export interface KeepMatchesDeps {
  readonly scan: Matches;
  readonly changes: Pick<ChangeLog, "readLastChange">;
}

/** Filters kept until the next change: about as many as one person selects among facets. */
const maxFilters = 64;
/** Conditions on texts kept until the next change, each with two sets of papers. */
const maxTexts = 64;

/**
 * The answers of a scan, kept until the next change: further pages, facets and narrower filters of a query ask for the
 * same filters and texts again.
 */
export function keepMatches({ scan, changes }: KeepMatchesDeps): Matches {
  const filters = createRecentValues<Promise<PaperSet>>(maxFilters);
  const texts = createRecentValues<KeptTexts>(maxTexts);
  let keptChange = -1;
  const dropOutdated = async () => {
    const lastChange = await changes.readLastChange();
    if (lastChange !== keptChange) {
      filters.clear();
      texts.clear();
    }
    keptChange = lastChange;
    return lastChange;
  };
  return {
    async matchFilter(filter, words) {
      await dropOutdated();
      const key = JSON.stringify([filter, words]);
      const known = filters.get(key);
      if (known) return known;
      const match = scan.matchFilter(filter, words);
      filters.set(key, match);
      match.catch(() => filters.delete(key));
      return match;
    },
    async matchTexts(tests) {
      const lastChange = await dropOutdated();
      const known = tests.map((asked) => reuse(texts.get(nameTest(asked)), asked));
      const open = tests.filter((_, at) => known[at] === undefined);
      const found = open.length === 0 ? [] : await scan.matchTexts(open);
      const isCurrent = keptChange === lastChange;
      for (const [at, asked] of open.entries()) {
        const [candidates, matched] = [asked.candidates, found[at]];
        if (isCurrent && candidates && matched) {
          texts.set(nameTest(asked), { candidates: readBits(candidates), matched: readBits(matched) });
        }
      }
      let next = 0;
      return known.map((set) => set ?? found[next++]);
    },
  };
}

interface KeptTexts {
  readonly candidates: OrdinalBits;
  readonly matched: OrdinalBits;
}

function nameTest({ test: { kind, field, text } }: CandidateTest): string {
  return JSON.stringify([kind, field, text]);
}

function reuse(kept: KeptTexts | undefined, { candidates }: CandidateTest): PaperSet | undefined {
  if (!kept || !candidates) return undefined;
  const bits = readBits(candidates);
  return containsBits(kept.candidates, bits) ? createOrdinalSet(intersectBits(kept.matched, bits)) : undefined;
}
