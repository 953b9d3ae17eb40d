import type { CallOptions } from "../../domain/concurrency/call-options.js";
import { type CompareAnswer, comparedDepth, type CompareRequest, measureOverlap } from "../../domain/models/change.js";
import { computeMean, createRandom } from "../../domain/evaluation/resampling.js";
import { queryLimits, searchRequestSchema } from "../../domain/search/request.js";
import { AppError } from "../../errors.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { Answering } from "../create-services.js";

export interface CompareModelsDeps {
  readonly papers: Pick<PaperStore, "countPapers" | "readPapers">;
}

export interface ComparedModels extends CallOptions {
  readonly model: Answering;
  readonly otherModel: Answering;
}

/**
 * Runs the same queries with both models, one at a time. Throws `conflict` if titles are needed but there are no
 * papers.
 */
export type CompareModels = (models: ComparedModels, request: CompareRequest) => Promise<CompareAnswer>;

interface SampledQuery {
  readonly query: string;
  /** The paper with this title: both models find it first, so it is left out of the results. */
  readonly own?: string;
}

const sampleSize = 50;
/** Fixed, so that the same corpus gives the same queries each time. */
const seed = 20_261_126;

export function createCompareModels({ papers }: CompareModelsDeps): CompareModels {
  return async ({ model, otherModel, signal }, { queries }) => {
    const asked = queries ? queries.map((query): SampledQuery => ({ query })) : await sampleTitles(papers);
    const compared: CompareAnswer["queries"] = [];
    for (const { query, own } of asked) {
      signal?.throwIfAborted();
      const [one, other] = await Promise.all([findBest(model, query, own), findBest(otherModel, query, own)]);
      compared.push({ query, overlap: measureOverlap(one, other), model: one, otherModel: other });
    }
    const overlapAt10 = computeMean(compared.map(({ overlap }) => overlap));
    const name = (answering: Answering) => answering.embedder.model.id;
    const { papers: count } = await papers.countPapers();
    const embedded = {
      papers: count,
      model: model.vectorIndex.count,
      otherModel: otherModel.vectorIndex.count,
    };
    return { model: name(model), otherModel: name(otherModel), embedded, overlapAt10, queries: compared };
  };
}

async function findBest({ services }: Answering, query: string, own: string | undefined): Promise<string[]> {
  const request = { query: query.slice(0, queryLimits.queryLength), limit: comparedDepth + 1, duplicates: "show" };
  const { hits } = await services.searchPapers(searchRequestSchema.parse(request));
  const ids = hits.map(({ paper }) => paper.id).filter((id) => id !== own);
  return ids.slice(0, comparedDepth);
}

/** Draws more ordinals than needed, because removed papers leave gaps. */
async function sampleTitles(papers: CompareModelsDeps["papers"]): Promise<SampledQuery[]> {
  const { papers: count } = await papers.countPapers();
  const random = createRandom(seed);
  const drawn = new Set(Array.from({ length: 8 * sampleSize }, () => 1 + Math.floor(random() * count)));
  const found = await papers.readPapers([...drawn]);
  const sampled = [...drawn].flatMap((ordinal) => {
    const paper = found.get(ordinal);
    return paper ? [{ query: quote(paper.title), own: paper.id }] : [];
  });
  if (sampled.length === 0)
    throw new AppError("conflict", "There are no papers whose titles could serve as queries: provide queries.");
  return sampled.slice(0, sampleSize);
}

/** Removes query syntax from a title, so that it is searched as plain words. */
function quote(title: string): string {
  return title.replaceAll(/["“”]|(?<=^|\s)-|(?<=\b(author|venue|category|year)):/gi, " ").trim() || title;
}
