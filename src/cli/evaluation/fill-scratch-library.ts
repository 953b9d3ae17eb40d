import type { Omissions } from "../../domain/evaluation/report.js";
import type { Job } from "../../domain/jobs/job.js";
import type { ScratchLibrary } from "../context.js";
import { formatCount } from "../../domain/text/amounts.js";
import { createProgress, createRate } from "../../terminal/progress.js";
import type { Collection } from "./read-collection.js";
import type { Terminal } from "../../terminal/terminal.js";

export interface Filling {
  readonly collection: Collection;
  readonly scratch: ScratchLibrary;
  /** Waits until the documents are found by meaning. */
  readonly embeds: boolean;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** Imports the corpus and counts the documents that cannot be found. */
export async function fillScratchLibrary(filling: Filling): Promise<Omissions> {
  const { collection, scratch, embeds, terminal, signal } = filling;
  const known = collection.omissions;
  const total = collection.documents - known.documentsRefused;
  const progress = createProgress({ stream: terminal.errors, label: embeds ? "Embedding" : "Indexing" });
  const rate = createRate();
  const show = ({ counts }: Job) => {
    const done = embeds ? counts.embedded : counts.total;
    progress.update({ done, total, text: `${formatCount(done)} of ${formatCount(total)}  ${rate(done, total)}` });
  };
  try {
    const taken = await scratch.acceptPapers(collection.readPapers(signal), { onSlice: show });
    const { counts } = embeds ? await scratch.waitForJob(taken.id, { signal, onChange: show }) : taken;
    return {
      ...known,
      documentsRefused: known.documentsRefused + counts.total - counts.accepted,
      documentsNotEmbedded: embeds ? counts.accepted - counts.embedded : 0,
    };
  } finally {
    progress.end();
  }
}
