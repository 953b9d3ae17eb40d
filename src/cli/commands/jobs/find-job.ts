import type { Command } from "commander";
import type { Job } from "../../../domain/jobs/job.js";
import { AppError } from "../../../errors.js";
import type { CommandContext, LibraryOpening, PaperLibrary } from "../../context.js";
import { parseWholeNumber } from "../../options.js";
import { shownIdLength } from "../../print/jobs.js";

const limits = { max: 1000, usual: 20 } as const;

export function addLimit(command: Command, what: string): Command {
  const parse = parseWholeNumber(1, limits.max);
  return command.option("-n, --limit <number>", `${what} to show, at most ${limits.max}`, parse, limits.usual);
}

export interface FoundJob {
  readonly library: PaperLibrary;
  readonly job: Job;
}

/** Runs work with the job that an id, or its beginning, names. */
export async function withJob<T>(
  { openLibrary }: CommandContext,
  { id, opening = "read" }: { readonly id: string; readonly opening?: LibraryOpening },
  work: (found: FoundJob) => Promise<T>,
): Promise<T> {
  const library = await openLibrary(opening);
  try {
    return await work({ library, job: await findJob(library, id) });
  } finally {
    await library.close();
  }
}

/** Throws `not_found`, or `bad_input` for a beginning that several jobs share. */
async function findJob(library: PaperLibrary, id: string): Promise<Job> {
  const found = (await library.listJobs(limits.max)).filter((job) => job.id.startsWith(id));
  const [first, second] = found;
  if (first && !second) return first;
  const exact = found.find((job) => job.id === id);
  if (second && !exact)
    throw new AppError("bad_input", `${found.length} jobs have ids that begin with ${id}: type more of it.`);
  return exact ?? library.readJob(id);
}

export function shortenId({ id }: Job): string {
  return id.slice(0, shownIdLength);
}
