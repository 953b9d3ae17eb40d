/** Measures how fast all workers together embed papers, over the last batches and without idle time. */
export interface EmbeddingRate {
  /** Call when batches are put on an empty queue: the time before does not count. */
  begin(): void;
  /** Call when vectors were computed. */
  note(papers: number): void;
  /** Whether batches were queued or returned within the last minute. */
  readonly isActive: boolean;
  /** Papers per second; undefined until enough papers are embedded to measure it. */
  readonly recent: number | undefined;
  /** The same, but undefined once embedding has stopped. */
  readonly current: number | undefined;
}

interface Sample {
  readonly atMs: number;
  readonly papers: number;
}

/** About a minute of one worker's time. */
const samplesKept = 32;
/** A rate over fewer papers is not reliable. */
const minPapers = 32;
/** A batch takes seconds: after this long without one, embedding counts as stopped. */
const stalledMs = 60_000;

/** @param now a steady clock, in milliseconds */
export function createEmbeddingRate(now: () => number): EmbeddingRate {
  let samples: Sample[] = [];
  let before: number | undefined;
  const isActive = () => now() - (samples.at(-1)?.atMs ?? -Infinity) <= stalledMs;
  const readRecent = () => measure(samples) ?? before;
  return {
    begin() {
      before = readRecent();
      samples = [{ atMs: now(), papers: 0 }];
    },
    note(papers) {
      samples.push({ atMs: now(), papers });
      if (samples.length > samplesKept) samples.shift();
    },
    get recent() {
      return readRecent();
    },
    get isActive() {
      return isActive();
    },
    get current() {
      return isActive() ? readRecent() : undefined;
    },
  };
}

/** The papers of the first sample were embedded before it. */
function measure(samples: readonly Sample[]): number | undefined {
  const [first, ...rest] = samples;
  const last = rest.at(-1);
  const papers = rest.reduce((sum, sample) => sum + sample.papers, 0);
  if (!first || !last || papers < minPapers || last.atMs <= first.atMs) return undefined;
  return papers / ((last.atMs - first.atMs) / 1000);
}
