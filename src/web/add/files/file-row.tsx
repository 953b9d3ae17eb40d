import { formatCount, formatPapers } from "../../../domain/text/amounts.js";
import type { Entry } from "./entry.js";
import type { EntryQueue } from "./entry-queue.js";
import { explainProblem } from "./explain-problem.js";
import { describeFile, sentOf } from "./file-step.js";
import { PreviewFacts, PreviewLists } from "./preview.js";
import { ReadingChoice } from "../reading/reading-choice.js";
import { UploadBar } from "./upload-bar.js";

interface FileRowProps {
  readonly entry: Entry;
  readonly queue: EntryQueue;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** One of several files: what is in it and what became of it; its details open below. */
export function FileRow({ entry, queue, isOpen, onToggle }: FileRowProps) {
  const { id, path, file, step, seen } = entry;
  const problem = step.kind === "failed" ? explainProblem(step.problem, step.of) : undefined;
  const hasDetails = step.kind !== "added" && file.size > 0 && (seen !== undefined || problem !== undefined);
  return (
    <li class="file" data-step={step.kind}>
      <div class="file-head">
        <span class="file-name" dir="auto">
          {path}
        </span>
        <span class="file-state">{nameState(entry)}</span>
      </div>
      <p class="step-facts">{describeFile(entry, false)}</p>
      {problem && <p class="file-problem">{problem.detail}</p>}
      {(step.kind === "reading" || step.kind === "sending") && (
        <UploadBar
          bytes={file.size}
          sent={sentOf(entry)}
          next={step.kind === "reading" ? "Checking the file…" : "Saving the papers…"}
          label={`Upload of ${path}`}
        />
      )}
      <div class="file-actions">
        {hasDetails && (
          <button class="act" type="button" aria-expanded={isOpen} aria-label={`Details of ${path}`} onClick={onToggle}>
            Details
          </button>
        )}
        {problem?.canRetry && (
          <button class="act" type="button" aria-label={`Try ${path} again`} onClick={() => queue.retry(id)}>
            Try again
          </button>
        )}
        {step.kind !== "added" && (
          <button class="act" type="button" aria-label={`Remove ${path}`} onClick={() => queue.remove(id)}>
            Remove
          </button>
        )}
      </div>
      {isOpen && hasDetails && <FileDetails entry={entry} queue={queue} />}
    </li>
  );
}

function FileDetails({ entry, queue }: Pick<FileRowProps, "entry" | "queue">) {
  const { id, seen, step } = entry;
  return (
    <div class="file-details">
      <ReadingChoice entry={entry} onChoose={(choice) => queue.choose(id, choice)} />
      {step.kind === "ready" && seen && (
        <>
          <PreviewFacts preview={seen.preview} queue={undefined} />
          <PreviewLists {...seen} />
        </>
      )}
    </div>
  );
}

function nameState({ step, seen }: Entry): string {
  switch (step.kind) {
    case "unread":
    case "unsent":
      return "Waiting";
    case "reading":
      return "Reading";
    case "sending":
      return "Uploading";
    case "failed":
      return step.of === "reading" ? "Not readable" : "Not added";
    case "added":
      return `Added: ${formatPapers(step.job.counts.accepted)}`;
    case "ready":
      return seen ? describeCounts(seen.preview.counts) : "";
  }
}

function describeCounts({ total, accepted, new: fresh, failed, unchanged }: Counts): string {
  if (total === 0) return "No papers";
  const parts = [
    fresh > 0 && `${formatCount(fresh)} new`,
    accepted > fresh && `${formatCount(accepted - fresh)} changed`,
    accepted === 0 && unchanged > 0 && "nothing new",
    failed > 0 && `${formatCount(failed)} refused`,
  ];
  return parts.filter((part) => part !== false).join(", ");
}

type Counts = NonNullable<Entry["seen"]>["preview"]["counts"];
