import type { Ordinal } from "../../domain/paper/paper.js";
import type { Example } from "../../domain/recommend/request.js";
import { createUnknownPaperError } from "../../domain/paper/unknown-paper.js";
import { AppError } from "../../errors.js";
import type { Embedder } from "../../ports/models/embedder.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { VectorStore } from "../../ports/vectors/vector-store.js";
import { embedPastedText } from "../similar/embed-pasted-text.js";
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

/**
 * Returns the vectors of papers that are named by id or described by title and abstract, in the same order. Throws
 * `not_found` for an unknown id, `conflict` for a paper that has no vector yet.
 */
export async function resolveExamples(
  deps: ResolveExamplesDeps,
  examples: readonly Example[],
  stopwatch: Pick<Stopwatch, "time">,
): Promise<ResolvedExample[]> {
  const resolved: ResolvedExample[] = [];
  for (const example of examples) {
    if ("id" in example) {
      resolved.push(await readExample(deps, example.id));
    } else {
      const vector = await stopwatch.time("embedMs", () => embedPastedText(deps.embedder, example));
      resolved.push({ title: example.title, vector });
    }
  }
  return resolved;
}

async function readExample({ papers, vectors }: ResolveExamplesDeps, id: string): Promise<ResolvedExample> {
  const found = await papers.findPaper(id);
  if (!found) throw createUnknownPaperError(id);
  const { ordinal, paper } = found;
  const vector = (await vectors.readVectors([ordinal])).get(ordinal);
  if (!vector) throw new AppError("conflict", `Paper ${id} has no vector yet: wait for its job to complete.`);
  return { title: paper.title, vector, paper: { id: paper.id, ordinal } };
}
