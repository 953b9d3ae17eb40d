import { useState } from "preact/hooks";
import { formatBytes, formatCount } from "../../../domain/text/amounts.js";
import { type ChosenFile, countToAdd, type Entry, nameConfirm, sumCounts, type StepKind } from "./entry.js";
import { FileRow } from "./file-row.js";
import { StepTitle, type StepProps } from "./file-step.js";
import { describeQueue, Tallies } from "./preview.js";
import { FilePickers } from "../source-form.js";
import { maxFiles } from "../drop/read-drop.js";

interface FilesStepProps extends StepProps {
  readonly entries: readonly Entry[];
  /** Files beyond the limit, which were left out. */
  readonly leftOut: number;
  readonly onFiles: (files: readonly ChosenFile[]) => void;
}

/** Several files: what adding them would do in all, and what becomes of each. */
export function FilesStep({ entries, queue, embedding, leftOut, onFiles }: FilesStepProps) {
  const [open, setOpen] = useState<number>();
  const counts = sumCounts(entries);
  const left = { unread: countOf(entries, "unread", "reading"), unsent: countOf(entries, "unsent", "sending") };
  const size = entries.reduce((sum, { file }) => sum + file.size, 0);
  const isIdle = left.unread + left.unsent === 0;
  return (
    <>
      <StepTitle>{nameStep(entries, left)}</StepTitle>
      <p class="step-facts">
        {formatCount(entries.length)} files · {formatBytes(size)} · {formatCount(counts.total)} records
      </p>
      {leftOut > 0 && (
        <p class="step-work">
          {formatCount(leftOut)} more files were left out: at most {formatCount(maxFiles)} are taken at a time. The
          command line takes any number: <code>paperkin ingest</code> and the name of the folder.
        </p>
      )}
      <Progress entries={entries} {...left} />
      <Tallies counts={counts} />
      {isIdle && counts.accepted > 0 && (
        <p class="step-work">A paper that is in two of the files is counted in both, and added once.</p>
      )}
      {describeQueue(embedding).map((text) => (
        <p class="step-work" key={text}>
          {text}
        </p>
      ))}
      <FilesActions entries={entries} queue={queue} isIdle={isIdle} />
      <ol class="files" aria-label="Files">
        {entries.map((entry) => (
          <FileRow
            key={entry.id}
            entry={entry}
            queue={queue}
            isOpen={open === entry.id}
            onToggle={() => setOpen(open === entry.id ? undefined : entry.id)}
          />
        ))}
      </ol>
      <div class="more-files">
        <FilePickers onFiles={onFiles} />
      </div>
    </>
  );
}

function countOf(entries: readonly Entry[], ...kinds: readonly StepKind[]): number {
  return entries.filter(({ step }) => kinds.includes(step.kind)).length;
}

interface FilesActionsProps extends Pick<FilesStepProps, "entries" | "queue"> {
  /** Whether nothing is being read or sent. */
  readonly isIdle: boolean;
}

function FilesActions({ entries, queue, isIdle }: FilesActionsProps) {
  const toAdd = entries.filter((entry) => countToAdd(entry) > 0);
  const unreadable = entries.filter(({ step }) => step.kind === "failed" && step.of === "reading");
  return (
    <div class="step-actions">
      {!isIdle && (
        <button class="act" type="button" onClick={() => queue.stop()}>
          Stop
        </button>
      )}
      {isIdle && toAdd.length > 0 && (
        <button class="strong" type="button" onClick={() => queue.confirm()}>
          {nameConfirm(sumCounts(toAdd))} from {toAdd.length === 1 ? "1 file" : `${formatCount(toAdd.length)} files`}
        </button>
      )}
      {isIdle && unreadable.length > 1 && (
        <button class="act" type="button" onClick={() => unreadable.forEach(({ id }) => queue.remove(id))}>
          Remove the {formatCount(unreadable.length)} files that cannot be read
        </button>
      )}
      <button class="act" type="button" onClick={() => queue.clear()}>
        {isIdle && toAdd.length === 0 ? "Choose other files" : "Remove all"}
      </button>
    </div>
  );
}

interface Left {
  readonly unread: number;
  readonly unsent: number;
}

/** Says what happens, without numbers that change with every file: the heading is read out when it changes. */
function nameStep(entries: readonly Entry[], { unread, unsent }: Left): string {
  if (unsent > 0) return "Uploading files";
  if (unread > 0) return "Reading files";
  const added = entries.filter(({ step }) => step.kind === "added").length;
  if (added === 0) return `${formatCount(entries.length)} files`;
  return added === 1 ? "1 file added" : `${formatCount(added)} files added`;
}

function Progress({ entries, unread, unsent }: Left & { readonly entries: readonly Entry[] }) {
  if (unread + unsent === 0) return null;
  const done = entries.length - unread - unsent;
  const [what, after] = unread > 0 ? ["read", ""] : ["done", " Keep this page open until all are uploaded."];
  return (
    <div class="upload">
      <progress class="bar" aria-label="Files" max={entries.length} value={done} />
      <p class="step-facts">
        {formatCount(done)} of {formatCount(entries.length)} files {what}.{after}
      </p>
    </div>
  );
}
