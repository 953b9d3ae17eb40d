import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Stats } from "../../../domain/health/status.js";
import { formatBytes, formatCount } from "../../../domain/text/amounts.js";
import { countToAdd, type Entry, nameConfirm } from "./entry.js";
import type { EntryQueue } from "./entry-queue.js";
import { explainProblem } from "./explain-problem.js";
import { nameFormat } from "../reading/format-names.js";
import { PreviewFacts, PreviewLists, Tallies } from "./preview.js";
import { ReadingChoice } from "../reading/reading-choice.js";
import { UploadBar } from "./upload-bar.js";

export interface StepProps {
  readonly queue: EntryQueue;
  /** Whether the server can embed; undefined until it has said so. */
  readonly embedding: Stats["queue"] | undefined;
}

/** The one file that was chosen: what is in it, what adding it would do, and how far that is. */
export function FileStep({ entry, queue, embedding }: StepProps & { readonly entry: Entry }) {
  const { id, path, file, step, seen, choice } = entry;
  const isBusy = step.kind === "reading" || step.kind === "unread";
  const isAgain = Object.keys(choice).length > 0 || seen !== undefined;
  if (step.kind === "sending" || step.kind === "unsent" || (isBusy && !isAgain))
    return <TransferStep entry={entry} onStop={() => queue.stop()} />;
  const problem = step.kind === "failed" ? explainProblem(step.problem, step.of) : undefined;
  return (
    <>
      <StepTitle>{problem?.title ?? path}</StepTitle>
      {problem && <p class="step-work">{problem.detail}</p>}
      <p class="step-facts">{describeFile(entry, problem !== undefined)}</p>
      {step.kind === "ready" && seen && (
        <>
          <Tallies counts={seen.preview.counts} />
          <PreviewFacts preview={seen.preview} queue={embedding} />
        </>
      )}
      {isBusy && <UploadBar bytes={file.size} sent={sentOf(entry)} next="Reading it again…" label="Upload" />}
      <FileActions entry={entry} queue={queue} canRetry={problem?.canRetry ?? false} />
      {file.size > 0 && <ReadingChoice entry={entry} onChoose={(chosen) => queue.choose(id, chosen)} />}
      {step.kind === "ready" && seen && <PreviewLists {...seen} />}
    </>
  );
}

interface FileActionsProps extends Pick<StepProps, "queue"> {
  readonly entry: Entry;
  readonly canRetry: boolean;
}

function FileActions({ entry, queue, canRetry }: FileActionsProps) {
  return (
    <div class="step-actions">
      {countToAdd(entry) > 0 && entry.seen && (
        <button class="strong" type="button" onClick={() => queue.confirm()}>
          {nameConfirm(entry.seen.preview.counts)}
        </button>
      )}
      {canRetry && (
        <button class="strong" type="button" onClick={() => queue.retry(entry.id)}>
          Try again
        </button>
      )}
      <button class="act" type="button" onClick={() => queue.clear()}>
        Choose other files
      </button>
    </div>
  );
}

/** A file on its way to the server, where there is nothing else to see yet. */
function TransferStep({ entry, onStop }: { readonly entry: Entry; readonly onStop: () => void }) {
  const isSending = entry.step.kind === "sending" || entry.step.kind === "unsent";
  return (
    <>
      <StepTitle>
        {isSending ? "Uploading" : "Reading"} {entry.path}
      </StepTitle>
      <UploadBar
        bytes={entry.file.size}
        sent={sentOf(entry)}
        next={isSending ? "Saving the papers…" : "Checking the file…"}
        label="Upload"
      />
      {isSending && (
        <p class="step-work">
          Papers that have arrived are kept, even if you stop. Keep this page open until the upload is complete.
        </p>
      )}
      <button class="act" type="button" onClick={onStop}>
        Stop
      </button>
    </>
  );
}

/** The heading of a step, which takes the focus whenever its text changes, so that it is read out. */
export function StepTitle({ children }: { readonly children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const text = [children].flat().join("");
  useEffect(() => {
    // A choice that is being made keeps the focus.
    if (!document.activeElement?.closest(".reading-choice")) heading.current?.focus();
  }, [text]);
  return (
    <h2 class="step-title" tabIndex={-1} dir="auto" ref={heading}>
      {children}
    </h2>
  );
}

export function sentOf({ step }: Entry): number {
  return "sent" in step ? step.sent : 0;
}

/** Format, size and number of records, as far as they are known. */
export function describeFile({ path, file, seen, step }: Entry, withName: boolean): string {
  const read = step.kind === "failed" ? undefined : seen;
  const total = read?.preview.counts.total;
  return [
    ...(withName ? [path] : []),
    ...(read?.source ? [nameFormat(read.source.format)] : []),
    formatBytes(file.size),
    ...(total === undefined ? [] : [`${formatCount(total)} ${total === 1 ? "record" : "records"}`]),
  ].join(" · ");
}
