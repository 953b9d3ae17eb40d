import type { KnownPapers } from "../../../ports/desk/known-papers.js";

/** The first of a ranking whose papers the library has, at most `limit`. */
export async function takeKnown<One extends { readonly id: string }>(
  papers: KnownPapers,
  ranked: readonly One[],
  limit: number,
): Promise<One[]> {
  const taken: One[] = [];
  const step = limit + 20;
  for (let at = 0; at < ranked.length && taken.length < limit; at += step) {
    const slice = ranked.slice(at, at + step);
    const known = await papers.findKnown(slice.map(({ id }) => id));
    taken.push(...slice.filter(({ id }) => known.has(id)));
  }
  return taken.slice(0, limit);
}
