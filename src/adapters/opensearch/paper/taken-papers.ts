import type { Ordinal } from "../../../domain/paper/paper.js";
import type { TakenPapers } from "../../../ports/desk/taken-papers.js";
import { livePapers } from "../paper-documents.js";
import type { PapersPlace } from "../work/job-papers.js";

/** Papers of one answer; a list may take several. */
const defaultPage = 5_000;

/** @param page papers of one answer, 10,000 at most */
export function createOpenSearchTakenPapers(place: PapersPlace, page = defaultPage): TakenPapers {
  return {
    async listSince(since, limit) {
      const found: Ordinal[] = [];
      let read = 0;
      // When a job was created is kept, but not searched: the newest papers are gone through.
      for await (const hits of walk(place, { filter: [livePapers], order: "desc", page: Math.min(page, limit) })) {
        const newest = hits.slice(0, limit - read);
        found.push(...newest.filter(({ takenInAt }) => takenInAt >= since.getTime()).map(({ ordinal }) => ordinal));
        read += newest.length;
        if (read >= limit) break;
      }
      return found;
    },
    async listOfJob(job) {
      const found: Ordinal[] = [];
      for await (const hits of walk(place, { filter: [livePapers, { term: { job } }], order: "asc", page }))
        found.push(...hits.map(({ ordinal }) => ordinal));
      return found;
    },
  };
}

interface TakenPaper {
  readonly ordinal: Ordinal;
  /** When its last job was created, in milliseconds since 1970. */
  readonly takenInAt: number;
}

interface Walk {
  readonly filter: readonly object[];
  readonly order: "asc" | "desc";
  readonly page: number;
}

/** Papers by ordinal, a page at a time. */
async function* walk({ client, index, refresh }: PapersPlace, { filter, order, page }: Walk) {
  if (page === 0) return;
  await refresh();
  for (let after: Ordinal | undefined; ;) {
    const { body } = await client.search({
      index,
      body: {
        query: { bool: { filter: [...filter] } },
        sort: [{ ordinal: order }],
        size: page,
        track_total_hits: false,
        _source: ["ordinal", "kept.takenInAt"],
        ...(after !== undefined && { search_after: [after] }),
      },
    });
    const hits = body.hits.hits.map(({ _source }): TakenPaper => {
      const { ordinal, kept } = _source as unknown as { ordinal: Ordinal; kept: { takenInAt: number } };
      return { ordinal, takenInAt: kept.takenInAt };
    });
    yield hits;
    if (hits.length < page) return;
    after = hits.at(-1)!.ordinal;
  }
}
