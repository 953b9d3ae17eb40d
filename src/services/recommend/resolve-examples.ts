import type { CallOptions } from "../../domain/concurrency/call-options.js";
import { composeText } from "../../domain/paper/clean-paper.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { Example } from "../../domain/recommend/request.js";
import { examplesLength, shareLength } from "../../domain/recommend/share-length.js";
import type { SearchNotice } from "../../domain/search/understood.js";
import { createUnknownPaperError } from "../../domain/paper/unknown-paper.js";
import type { PastedText } from "../../domain/similar/request.js";
import { formatCount } from "../../domain/text/amounts.js";
import { AppError } from "../../errors.js";
import type { Embedder } from "../../ports/models/embedder.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { VectorStore } from "../../ports/vectors/vector-store.js";
import { embedPastedText, type PastedTextOptions } from "../similar/embed-pasted-text.js";
import type { Stopwatch } from "../search/stopwatch.js";

export interface ResolveExamplesDeps {
  readonly papers: Pick<PaperStore, "findPaper">;
  readonly vectors: Pick<VectorStore, "readVectors">;
  readonly embedder: Pick<Embedder, "embedPassages">;
}

export interface ResolvedExample {
  readonly title: string;
  readonly vector: Float32Array;
  /** Absent for an example that is described, not named. */
  readonly paper?: { readonly id: string; readonly ordinal: Ordinal };
}

export interface Examples {
  readonly positive: readonly Example[];
  readonly negative: readonly Example[];
}

export interface ResolvedExamples {
  /** In the order of the examples. */
  readonly liked: readonly ResolvedExample[];
  readonly disliked: readonly ResolvedExample[];
  readonly notices: readonly SearchNotice[];
}

export interface Resolving extends CallOptions {
  readonly stopwatch: Pick<Stopwatch, "time">;
  /** Whether examples that are unknown or wait for their vector are passed over. */
  readonly isLenient?: boolean;
}

/**
 * Finds the vectors of papers that are named by id or described by title and abstract. Of many long descriptions only
 * their beginnings are read, and a notice says so. Throws `not_found` for an unknown id, `conflict` for a paper that has
 * no vector yet.
 */
export async function resolveExamples(
  deps: ResolveExamplesDeps,
  { positive, negative }: Examples,
  call: Resolving,
): Promise<ResolvedExamples> {
  const texts = [...positive, ...negative].flatMap((example) => ("id" in example ? [] : composeText(example).length));
  const length = shareLength(texts);
  const resolve = async (examples: readonly Example[]) => {
    const resolved: ResolvedExample[] = [];
    for (const example of examples) {
      call.signal?.throwIfAborted();
      const found = await ("id" in example
        ? readExample(deps, example.id, call)
        : embedExample(deps, example, { ...call, length }));
      if (found) resolved.push(found);
    }
    return resolved;
  };
  const liked = await resolve(positive);
  if (liked.length === 0) throw new AppError("conflict", "None of the liked papers has a vector yet: try again later.");
  const disliked = await resolve(negative);
  return { liked, disliked, notices: length === undefined ? [] : [describeCut(texts.length, length)] };
}

function describeCut(count: number, length: number): SearchNotice {
  const detail =
    `${formatCount(count)} examples are texts, of which one call reads ${formatCount(examplesLength)} characters: ` +
    `of each only the first ${formatCount(length)} are read. Papers named by id are always compared whole.`;
  return { code: "cut_examples", detail };
}

async function embedExample(
  { embedder }: ResolveExamplesDeps,
  example: PastedText,
  { stopwatch, ...options }: Resolving & PastedTextOptions,
): Promise<ResolvedExample> {
  const vector = await stopwatch.time("embedMs", () => embedPastedText(embedder, example, options));
  return { title: example.title, vector };
}

async function readExample(
  { papers, vectors }: ResolveExamplesDeps,
  id: string,
  { isLenient = false }: Pick<Resolving, "isLenient">,
): Promise<ResolvedExample | undefined> {
  const found = await papers.findPaper(id);
  if (!found && isLenient) return undefined;
  if (!found) throw createUnknownPaperError(id);
  const { ordinal, paper } = found;
  const vector = (await vectors.readVectors([ordinal])).get(ordinal);
  if (!vector && isLenient) return undefined;
  if (!vector) throw new AppError("conflict", `Paper ${id} has no vector yet: wait for its job to complete.`);
  return { title: paper.title, vector, paper: { id: paper.id, ordinal } };
}
