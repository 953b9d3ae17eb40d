import type { PaperCounts, PaperStore } from "../../ports/paper/paper-store.js";

export interface CountedPapers {
  readonly papers: PaperStore;
  /** As they were counted last. */
  readonly counts: () => PaperCounts;
  /** The next count is a new one. */
  readonly forget: () => void;
}

/** Every question asks how many papers there are; what other processes change shows after this time. */
const maxAgeMs = 1_000;

/** Counts papers now and then, and at once after this process has changed some. */
export async function countAlong(papers: PaperStore): Promise<CountedPapers> {
  let last = await papers.countPapers();
  let countedAt = -Infinity;
  const forget = () => void (countedAt = -Infinity);
  const forgetAfter = async <Result>(change: Promise<Result>): Promise<Result> => {
    try {
      return await change;
    } finally {
      forget();
    }
  };
  return {
    counts: () => last,
    forget,
    papers: {
      ...papers,
      savePapers: (slice) => forgetAfter(papers.savePapers(slice)),
      removePaper: (id) => forgetAfter(papers.removePaper(id)),
      async countPapers() {
        if (performance.now() - countedAt < maxAgeMs) return last;
        const startedAt = performance.now();
        last = await papers.countPapers();
        countedAt = startedAt;
        return last;
      },
    },
  };
}
