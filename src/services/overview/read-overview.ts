import type { Overview } from "../../domain/overview/answer.js";
import type { WrittenQuestion } from "../../domain/overview/write-question.js";
import type { VectorSearch } from "../../ports/vectors/vector-index.js";
import type { ManageMap } from "../map/manage-map.js";

export interface ReadOverviewDeps {
  readonly vectorIndex: Pick<VectorSearch, "count">;
  readonly readPicture: ManageMap["readPicture"];
  readonly findExamples: () => Promise<readonly WrittenQuestion[]>;
}

/** What the library is about. The first call after a start takes a second; examples are kept from then on. */
export type ReadOverview = () => Promise<Overview>;

/** Examples are found anew once the number of papers has changed by more. */
const maxChangedShare = 0.1;

interface KeptExamples {
  readonly papers: number;
  readonly examples: readonly WrittenQuestion[];
}

export function createReadOverview({ vectorIndex, readPicture, findExamples }: ReadOverviewDeps): ReadOverview {
  let kept: KeptExamples | undefined;
  let finding: Promise<readonly WrittenQuestion[]> | undefined;
  const find = () => {
    const papers = vectorIndex.count;
    finding ??= findExamples()
      .then((examples) => (kept = { papers, examples }).examples)
      .finally(() => {
        finding = undefined;
      });
    return finding;
  };
  return async () => {
    const { count } = vectorIndex;
    const isCurrent = kept && Math.abs(count - kept.papers) <= maxChangedShare * kept.papers;
    if (count > 0 && !isCurrent) {
      const found = find();
      // Until they are found, earlier examples are good enough.
      if (kept) found.catch(() => undefined);
      else await found;
    }
    const map = await readPicture();
    return { examples: count === 0 ? [] : [...(kept?.examples ?? [])], ...(map && { map }) };
  };
}
