import type { Job } from "../domain/job.js";
import type { AcceptOptions, PaperLibrary } from "./context.js";
import { formatBytes, formatCount, formatPapers } from "./format-numbers.js";
import type { PaperFile } from "./paper-files.js";
import { createProgress, createRate } from "./progress.js";
import type { Terminal } from "./terminal.js";
import { waitUntilEmbedded } from "./wait-for-indexes.js";

/** One file and the job that follows its papers, as it was last seen. */
export interface TakenFile {
  readonly name: string;
  readonly job: Job;
}

export interface Taking {
  readonly library: PaperLibrary;
  readonly terminal: Terminal;
  /** Ends reading and waiting; what was kept stays. */
  readonly signal: AbortSignal;
  /** Grows file by file, also by one that broke off. */
  readonly taken: TakenFile[];
}

export interface TakeOptions extends Pick<AcceptOptions, "withVectors"> {
  readonly papers: PaperFile;
}

/** Brings one file of papers in, with progress by the bytes read. */
export async function takePapers(
  { library, terminal, signal, taken }: Taking,
  { papers, withVectors }: TakeOptions,
): Promise<void> {
  const progress = createProgress({ stream: terminal.errors, label: library.remote ? "Sending" : "Reading" });
  const rate = createRate();
  let job: Job | undefined;
  let bytesDone = 0;
  const show = () => {
    const papersDone = job?.counts.total;
    const counts =
      papersDone === undefined ? formatBytes(bytesDone) : `${formatPapers(papersDone)}  ${rate(papersDone)}`;
    progress.update({ done: bytesDone, total: papers.bytes, text: counts });
  };
  try {
    const onBytes = (bytes: number) => {
      bytesDone = bytes;
      show();
    };
    const onSlice = (seen: Job) => {
      job = seen;
      show();
    };
    job = await library.acceptLines(papers.read({ signal, onBytes }), {
      signal,
      onSlice,
      ...(withVectors && { withVectors }),
    });
    show();
  } finally {
    progress.end();
    if (job) taken.push({ name: papers.name, job });
  }
}

/** Waits until the papers of this run have their vectors, and in a data folder of our own those of earlier runs too. */
export async function waitForVectors({ library, terminal, signal, taken }: Taking, embeds: boolean): Promise<void> {
  const jobs = new Map(taken.map(({ job }) => [job.id, job]));
  const progress = createProgress({ stream: terminal.errors, label: "Embedding" });
  const rate = createRate();
  const show = () => {
    const counts = [...jobs.values()].map((job) => job.counts);
    const total = counts.reduce((sum, { accepted }) => sum + accepted, 0);
    const done = counts.reduce((sum, { embedded }) => sum + embedded, 0);
    if (total > 0)
      progress.update({
        done,
        total,
        text: `${formatCount(done)} of ${formatCount(total)}  ${rate(done, total)}`,
      });
  };
  const onChange = (job: Job) => {
    jobs.set(job.id, job);
    show();
  };
  try {
    await Promise.all(taken.map(({ job }) => library.waitForJob(job.id, { signal, onChange })));
  } finally {
    progress.end();
  }
  if (embeds && !library.remote) await waitUntilEmbedded(library, { terminal, signal });
}
