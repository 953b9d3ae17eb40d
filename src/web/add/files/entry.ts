import type { PaperkinError, Workbook } from "../../../client/client-error.js";
import type { FileOptions } from "../../../client/client.js";
import type { PreviewCounts, PreviewedAnswer } from "../../../domain/ingest/preview.js";
import type { TableHead } from "../../../domain/tables/table-head.js";
import type { Job } from "../../../domain/jobs/job.js";
import { formatCount, formatPapers } from "../../../domain/text/amounts.js";

/** A file that was chosen, dropped or pasted, and its path within the folder that it came in. */
export interface ChosenFile {
  readonly file: File;
  readonly path: string;
}

/** How the reader wants a file to be read, where what was detected is wrong. */
export type Choice = Pick<FileOptions, "format" | "columns" | "sheet">;

export interface Entry extends ChosenFile {
  readonly id: number;
  readonly choice: Choice;
  readonly step: Step;
  /** The last preview, which stays visible while the file is read again. */
  readonly seen?: PreviewedAnswer | undefined;
  /** The columns of a table as they were last seen, for the same reason. */
  readonly table?: TableHead | undefined;
  /** The sheets of a workbook with several, likewise. */
  readonly workbook?: Workbook | undefined;
}

export type Step =
  | { readonly kind: "unread" | "ready" | "unsent" }
  | { readonly kind: "reading" | "sending"; readonly sent: number }
  /** `of` is what failed. */
  | { readonly kind: "failed"; readonly of: "reading" | "sending"; readonly problem: unknown }
  | { readonly kind: "added"; readonly job: Job };

export type StepKind = Step["kind"];

/** Papers that sending an entry would add or change, with the records that join one of them. */
export function countToAdd({ seen, step }: Entry): number {
  if (step.kind !== "ready" || !seen) return 0;
  return seen.preview.counts.accepted + seen.preview.counts.merged;
}

/** The counts of all files that were read; a paper that is in two of them is counted twice. */
export function sumCounts(entries: readonly Entry[]): PreviewCounts {
  const sum = { total: 0, accepted: 0, new: 0, merged: 0, unchanged: 0, failed: 0 };
  for (const { seen, step } of entries) {
    if (!seen || step.kind === "failed") continue;
    for (const name of Object.keys(sum) as (keyof PreviewCounts)[]) sum[name] += seen.preview.counts[name];
  }
  return sum;
}

/** Merged records are no papers of their own. */
export function nameConfirm({ accepted, new: fresh, merged }: PreviewCounts): string {
  if (accepted === 0) return `Merge ${formatCount(merged)} ${merged === 1 ? "record" : "records"}`;
  const verb = fresh === accepted ? "Add" : fresh === 0 ? "Change" : "Add or change";
  return `${verb} ${formatPapers(accepted)}`;
}

export function isLocked(problem: unknown): problem is PaperkinError {
  return typeof problem === "object" && problem !== null && "status" in problem && problem.status === 401;
}
