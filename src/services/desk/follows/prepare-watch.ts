import { defaultMinScore } from "../../../domain/follows/follow-kind.js";
import { followLimits } from "../../../domain/follows/follow-limits.js";
import type { Like, Watch } from "../../../domain/follows/watch.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import type { Dismissals } from "../../../ports/desk/dismissals.js";
import type { StoredFollow } from "../../../ports/desk/follow-store.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";
import type { VectorStore } from "../../../ports/vectors/vector-store.js";
import type { EmbedQuery } from "../../search/embed-query.js";

/** The papers of a collection that new ones are to be like, and those that they are not to be like; ids. */
export interface LikedPapers {
  readonly liked: readonly string[];
  readonly disliked: readonly string[];
}

export interface PrepareWatchDeps {
  readonly papers: Pick<PaperStore, "findPaper">;
  readonly vectors: Pick<VectorStore, "readVectors">;
  readonly embedQuery: EmbedQuery;
  readonly fingerprint: string;
  /** The papers that fit a follow and were dismissed. */
  readonly dismissals: Pick<Dismissals, "listOfFollow">;
  readonly listLiked: (collection: { reader: string; id: string }) => Promise<LikedPapers>;
}

export type PreparedFollow = Pick<StoredFollow, "number" | "reader" | "spec" | "read" | "after" | "vector">;

export interface PreparedWatch {
  readonly watch: Watch;
  /** The vector of a question, if it had to be embedded: with another model, or for the first time. */
  readonly embedded?: Float32Array;
}

/** Makes a follow ready for matching; `undefined` for one that matches by itself nothing: a source, or papers without vectors. */
export type PrepareWatch = (follow: PreparedFollow) => Promise<PreparedWatch | undefined>;

export function createPrepareWatch(deps: PrepareWatchDeps): PrepareWatch {
  return async (follow) => {
    const { number: id, after, spec, read } = follow;
    const { limits, ranks } = read;
    if (spec.kind === "source") return undefined;
    const minScore = "minScore" in spec ? spec.minScore : undefined;
    if (spec.kind === "paper" || spec.kind === "collection") {
      const likes = await findLikes(deps, follow);
      if (likes.liked.length === 0) return undefined;
      return {
        watch: { id, after, limits, least: minScore ?? defaultMinScore.like, wanted: { kind: "likes", ...likes } },
      };
    }
    const watch = { id, after, limits, least: minScore ?? defaultMinScore.question };
    if (!ranks) return { watch };
    if (ranks.weight === 0) return { watch: { ...watch, wanted: { kind: "words", ...ranks } } };
    const known = follow.vector?.fingerprint === deps.fingerprint ? follow.vector.vector : undefined;
    const vector = known ?? (await deps.embedQuery(ranks.text));
    const dismissed = await readDismissed(deps, id);
    const wanted = { kind: "words" as const, ...ranks, vector, ...(dismissed.length > 0 && { dismissed }) };
    return { watch: { ...watch, wanted }, ...(!known && { embedded: vector }) };
  };
}

async function findLikes(
  deps: PrepareWatchDeps,
  { number, reader, spec }: PreparedFollow,
): Promise<{ readonly liked: readonly Like[]; readonly disliked: readonly Float32Array[] }> {
  const named =
    spec.kind === "collection"
      ? await deps.listLiked({ reader, id: spec.collection })
      : { liked: spec.kind === "paper" ? [spec.paper] : [], disliked: [] };
  const [liked, disliked, dismissed] = await Promise.all([
    readLikes(deps, named.liked),
    readLikes(deps, named.disliked),
    readDismissed(deps, number),
  ]);
  return { liked, disliked: [...disliked.map(({ vector }) => vector), ...dismissed] };
}

async function readDismissed(
  { dismissals, vectors }: PrepareWatchDeps,
  follow: number,
): Promise<readonly Float32Array[]> {
  const dismissed = await dismissals.listOfFollow(follow, followLimits.likes);
  return [...(await vectors.readVectors(dismissed)).values()];
}

async function readLikes({ papers, vectors }: PrepareWatchDeps, ids: readonly string[]): Promise<readonly Like[]> {
  const ordinals: Ordinal[] = [];
  for (const id of ids.slice(0, followLimits.likes)) {
    const found = await papers.findPaper(id);
    if (found) ordinals.push(found.ordinal);
  }
  return [...(await vectors.readVectors(ordinals))].map(([ordinal, vector]) => ({ ordinal, vector }));
}
