import { useEffect, useState } from "preact/hooks";
import type { Job } from "../../domain/jobs/job.js";
import { formatPapers } from "../../domain/text/amounts.js";
import { ProblemView } from "../shell/problem-view.js";
import type { ChosenFile } from "./files/entry.js";
import { FileStep } from "./files/file-step.js";
import { FilesStep } from "./files/files-step.js";
import { describeFailures, nameJob } from "./jobs/describe-job.js";
import { JobList } from "./jobs/job-list.js";
import { useJobs } from "./jobs/use-jobs.js";
import { useEntries } from "./files/use-entries.js";
import { SourceForm } from "./source-form.js";

interface AddPapersProps {
  /** Files that were dropped: each list is added once. An empty one is spoken of. */
  readonly dropped: readonly ChosenFile[] | undefined;
  readonly isOver: boolean;
}

/** Previews files, adds them once that is confirmed, and follows their jobs to the end. */
export function AddPapers({ dropped, isOver }: AddPapersProps) {
  const [announcement, announce] = useState("");
  const [locked, setLocked] = useState<unknown>();
  const [shown, jobs] = useJobs({ onLocked: setLocked, onEnd: (job) => announce(describeEnd(job)) });
  const { entries, queue, embedding, leftOut, hasWorked, add } = useEntries({ jobs, announce, onLocked: setLocked });
  useEffect(() => {
    if (dropped && dropped.length > 0) add(dropped);
  }, [dropped]);
  const unlock = () => {
    setLocked(undefined);
    queue.unlock();
    jobs.refresh();
  };
  const step = { queue, embedding };
  return (
    <>
      {locked !== undefined ? (
        <section id="step" aria-label="Key">
          <div class="key-step">
            <ProblemView problem={locked} onRetry={unlock} />
          </div>
        </section>
      ) : entries.length === 0 ? (
        <SourceForm onFiles={add} takesFocus={hasWorked} isOver={isOver} isEmpty={dropped?.length === 0} />
      ) : (
        <section id="step" aria-label={entries.length === 1 ? "File" : "Files"}>
          {entries.length === 1 && entries[0] ? (
            <FileStep key={entries[0].id} entry={entries[0]} {...step} />
          ) : (
            <FilesStep entries={entries} leftOut={leftOut} onFiles={add} {...step} />
          )}
        </section>
      )}
      <JobList {...shown} keeper={jobs} />
      <p class="unseen" id="announcement" role="status" aria-live="polite">
        {announcement}
      </p>
    </>
  );
}

function describeEnd(job: Job): string {
  const { embedded, failed } = job.counts;
  const failures = failed > 0 ? `, ${describeFailures(job.counts)}` : "";
  return `${nameJob(job)} is done: ${formatPapers(embedded)} embedded${failures}`;
}
