import type { Entry } from "../../../domain/collections/entry.js";
import type { CollectionRecommendation } from "../../../domain/collections/entry-requests.js";
import type { HitsAnswer } from "../../../domain/search/answer.js";
import { queryLimits } from "../../../domain/search/request.js";
import { formatCount } from "../../../domain/text/amounts.js";
import { AppError } from "../../../errors.js";
import type { CollectionPapers, EntryStore } from "../../../ports/desk/entry-store.js";
import type { RecommendPapers } from "../../recommend/recommend-papers.js";
import type { DeskCall } from "../desk-call.js";

export interface RecommendForCollectionDeps {
  readonly entries: Pick<EntryStore, "scanEntries">;
  readonly collectionPapers: CollectionPapers;
  readonly recommendPapers: RecommendPapers;
}

export interface RecommendForCollection {
  recommendForCollection(
    call: DeskCall<{ readonly params: { readonly id: string }; readonly body: CollectionRecommendation }>,
  ): Promise<HitsAnswer>;
}

/**
 * More like the included papers, or all undecided ones while none is included, and less like the excluded ones. Of more
 * than 100 on a side, the last decided or added ones count. Nothing of the collection itself is found.
 */
export function createRecommendForCollection(deps: RecommendForCollectionDeps): RecommendForCollection {
  return {
    async recommendForCollection({ reader, params: { id }, body, signal }) {
      const { positive, negative } = await gatherExamples(deps, { reader, id });
      if (positive.length === 0)
        throw new AppError("conflict", "The collection has no papers to recommend others by: add some first.");
      const without = new Set(await deps.collectionPapers.listOrdinals({ reader, id }));
      const request = { ...body, positive: pickLast(positive), negative: pickLast(negative) };
      const answer = await deps.recommendPapers(request, { signal, without, isLenient: true });
      if (positive.length <= queryLimits.examples && negative.length <= queryLimits.examples) return answer;
      return { ...answer, notices: [describeCut(positive.length + negative.length), ...(answer.notices ?? [])] };
    },
  };
}

type Example = Pick<Entry, "id" | "addedAt" | "decidedAt">;

async function gatherExamples(
  { entries }: RecommendForCollectionDeps,
  collection: { readonly reader: string; readonly id: string },
): Promise<{ readonly positive: readonly Example[]; readonly negative: readonly Example[] }> {
  const found: Record<"include" | "exclude" | "undecided", Example[]> = { include: [], exclude: [], undecided: [] };
  for await (const slice of entries.scanEntries(collection)) {
    for (const { id, decision = "undecided", addedAt, decidedAt } of slice)
      found[decision].push({ id, addedAt, ...(decidedAt !== undefined && { decidedAt }) });
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { positive: found.include.length > 0 ? found.include : found.undecided, negative: found.exclude };
}

function pickLast(examples: readonly Example[]): { readonly id: string }[] {
  const time = ({ decidedAt, addedAt }: Example) => decidedAt ?? addedAt;
  const ordered = examples.toSorted((one, other) => (time(one) < time(other) ? 1 : time(one) > time(other) ? -1 : 0));
  return ordered.slice(0, queryLimits.examples).map(({ id }) => ({ id }));
}

function describeCut(count: number) {
  const detail = `The collection has ${formatCount(count)} papers to compare with; the last ${queryLimits.examples} of each kind count.`;
  return { code: "cut_examples" as const, detail };
}
