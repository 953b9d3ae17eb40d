import type { Job } from "../../domain/jobs/job.js";
import type { FoundSource } from "../../domain/sources/paper-format.js";
import { AppError } from "../../errors.js";
import type { HarvestRequest } from "../../services/sources/harvest-papers.js";
import type { ReadPapersOptions } from "../../services/sources/read-papers.js";
import type { AcceptOptions, PaperLibrary, SourceOptions } from "../context.js";
import { describeSource } from "./describe-source.js";
import type { FileSource, IngestSource } from "./find-sources.js";
import { cleanLine } from "../../terminal/fit-text.js";
import { type PassedOver, passOver } from "./passed-over.js";
import { formatBytes, formatCount, formatPapers } from "../../domain/text/amounts.js";
import { createProgress, createRate } from "../../terminal/progress.js";
import type { Terminal } from "../../terminal/terminal.js";
import { waitUntilEmbedded } from "../library/wait-for-indexes.js";

/** One file and the last known state of its job. */
export interface ImportedFile {
  readonly name: string;
  readonly job: Job;
  /** Undefined for a service on the network, and for a file that failed at once. */
  readonly found?: FoundSource;
}

export interface ImportRun {
  readonly library: PaperLibrary;
  readonly terminal: Terminal;
  /** Ends reading and waiting; stored papers stay. */
  readonly signal: AbortSignal;
  /** Grows file by file, including files that failed midway. */
  readonly imported: ImportedFile[];
  /** The files of folders that contain no papers. */
  readonly passedOver: PassedOver[];
}

/** How to import the sources of one command. */
export interface ImportOptions extends Pick<SourceOptions, "withVectors" | "priority" | "complete"> {
  readonly reading: Omit<ReadPapersOptions, "name">;
  /** For services on the network: only papers from this date on, and at most this many. */
  readonly from?: string | undefined;
  readonly max?: number | undefined;
}

/** Imports one source, and shows progress in bytes of a file or papers of a service. */
export async function importSource(importRun: ImportRun, source: IngestSource, options: ImportOptions): Promise<void> {
  if ("address" in source) await importHarvest(importRun, source.address, options);
  else await importFile(importRun, source, options);
}

async function importFile(
  importRun: ImportRun,
  { file, isListed }: FileSource,
  { reading, withVectors, priority, complete = false }: ImportOptions,
): Promise<void> {
  const { library, passedOver } = importRun;
  let found: FoundSource | undefined;
  const named = { ...reading, name: file.name };
  try {
    await follow(
      importRun,
      { name: file.name, bytes: file.bytes, found: () => found },
      ({ onBytes, note, ...options }) =>
        library.acceptSource(file.read({ signal: importRun.signal, onBytes }), {
          ...options,
          priority,
          complete,
          onFound: (seen) => {
            found = seen;
            note(describeSource(file.name, seen));
          },
          reading: named,
          ...(withVectors && { withVectors }),
        }),
    );
  } catch (error) {
    // Nothing of it could be read: it is listed with the files of its folder that contain no papers.
    if (!isListed || found || !(error instanceof AppError) || error.code !== "bad_input") throw error;
    passedOver.push(passOver(file.name, error));
  }
}

async function importHarvest(
  importRun: ImportRun,
  address: string,
  { reading, priority, from, max }: ImportOptions,
): Promise<void> {
  const { library, signal } = importRun;
  await follow(importRun, { name: address }, ({ note, ...options }) => {
    const onPage: HarvestRequest["onPage"] = ({ address: page, papers, total }) => {
      const place =
        total === undefined ? `${formatPapers(papers)} so far` : `${formatCount(papers)} of ${formatCount(total)}`;
      note(`Requesting ${page} (${place})`);
    };
    const request = { address, from, max, filter: reading.filter, signal, onPage };
    return library.acceptHarvest(request, { ...options, priority });
  });
}

interface Followed {
  readonly name: string;
  readonly bytes?: number | undefined;
  readonly found?: () => FoundSource | undefined;
}

interface FollowedOptions extends Pick<AcceptOptions, "signal" | "onSlice"> {
  readonly onBytes: (bytesDone: number) => void;
  /** Prints a line above the progress bar. */
  readonly note: (line: string) => void;
}

type Accept = (options: FollowedOptions) => Promise<Job>;

/** Shows the progress of one source and records its job, even if the import fails midway. */
async function follow(
  { library, terminal, signal, imported }: ImportRun,
  { name, bytes, found }: Followed,
  accept: Accept,
): Promise<void> {
  const progress = createProgress({ stream: terminal.errors, label: library.remote ? "Sending" : "Reading" });
  const rate = createRate();
  let job: Job | undefined;
  let bytesDone = 0;
  const show = () => {
    const papersDone = job?.counts.total;
    const counts =
      papersDone === undefined ? formatBytes(bytesDone) : `${formatPapers(papersDone)}  ${rate(papersDone)}`;
    progress.update({ done: bytesDone, total: bytes, text: counts });
  };
  try {
    const onBytes = (read: number) => {
      bytesDone = read;
      show();
    };
    const onSlice = (seen: Job) => {
      job = seen;
      show();
    };
    const note = (line: string) => progress.printAbove(() => terminal.note(cleanLine(line)));
    job = await accept({ signal, onBytes, onSlice, note });
    show();
  } finally {
    progress.end();
    const seen = found?.();
    if (job) imported.push({ name, job, ...(seen && { found: seen }) });
  }
}

/** Waits until the papers of this run have their vectors and, in a data folder, those of earlier runs too. */
export async function waitForVectors(
  { library, terminal, signal, imported }: Omit<ImportRun, "passedOver">,
  embeds: boolean,
): Promise<void> {
  const jobs = new Map(imported.map(({ job }) => [job.id, job]));
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
    // Each wait listens to a signal of its own: Node warns of a leak when many listen to the same one.
    const waits = imported.map(({ job }) =>
      library.waitForJob(job.id, { signal: AbortSignal.any([signal]), onChange }),
    );
    await Promise.all(waits);
  } finally {
    progress.end();
  }
  if (embeds && !library.remote) await waitUntilEmbedded(library, { terminal, signal });
}
