import { useEffect, useState } from "preact/hooks";
import { isJobEnded } from "../../../../domain/jobs/job-state.js";
import type { Job, JobFailure } from "../../../../domain/jobs/job.js";
import { formatBytes, formatCount, formatPapers } from "../../../../domain/text/amounts.js";
import { explainProblem } from "../../../add/files/explain-problem.js";
import { FailureList } from "../../../add/files/failure-list.js";
import { countRefused, describeJob } from "../../../add/jobs/describe-job.js";
import { followJob } from "../../../add/jobs/follow-job.js";
import { jobCalls } from "../../../add/jobs/job-calls.js";
import { announce } from "../../../shared/announce.js";
import { locateCollection } from "../../../shared/locate-collection.js";
import { type ImportedCollection, importFile } from "./import-call.js";

interface ImportLineProps {
  readonly file: File;
  readonly path: string;
  readonly collection: string | undefined;
  readonly onEnd: () => void;
}

/** What came into the collection. */
function describeEntries({ entries }: Progress): string[] {
  if (!entries) return [];
  const { added, changed, unchanged } = entries;
  return [
    `${formatPapers(added)} saved in the collection`,
    ...(changed > 0 ? [`${formatCount(changed)} completed`] : []),
    ...(unchanged > 0 ? [`${formatCount(unchanged)} there already`] : []),
  ];
}

interface Progress {
  readonly sent: number;
  readonly collection?: { readonly id: string; readonly name: string };
  readonly job?: Job;
  readonly entries?: ImportedCollection["entries"];
  readonly failures?: readonly JobFailure[];
  readonly problem?: unknown;
}

const maxFailures = 100;

/** Sends one file, follows its job, and names the records that were refused. */
export function ImportLine({ file, path, collection, onEnd }: ImportLineProps) {
  const [progress, setProgress] = useState<Progress>({ sent: 0 });
  const update = (news: Partial<Progress>) => setProgress((before) => ({ ...before, ...news }));
  const run = async (signal: AbortSignal) => {
    const answer = await importFile(file, { collection, signal, onSent: (sent) => update({ sent }) });
    update(answer);
    onEnd();
    const job = await followJob(answer.job.id, (now) => update({ job: now }));
    if (job.counts.failed > 0) update({ failures: await jobCalls.failures(job.id, { limit: maxFailures }) });
    announce(`${path}: ${describeJob(job).join(", ")}`);
    onEnd();
  };
  useEffect(() => {
    const stop = new AbortController();
    run(stop.signal).catch((problem: unknown) => !stop.signal.aborted && update({ problem }));
    return () => stop.abort();
  }, []);
  return (
    <li>
      <p>
        <strong dir="auto">{path}</strong> <ImportState file={file} progress={progress} />
      </p>
      {progress.failures && progress.job && (
        <>
          <p class="hint">{countRefused(progress.job.counts)} refused:</p>
          <FailureList failures={progress.failures} total={progress.job.counts.failed} format={progress.job.format} />
        </>
      )}
    </li>
  );
}

function ImportState({ file, progress }: Pick<ImportLineProps, "file"> & { readonly progress: Progress }) {
  const { sent, job, collection, problem } = progress;
  if (problem !== undefined) {
    const { title, detail } = explainProblem(problem, "sending");
    return (
      <span class="import-problem" role="alert">
        {title} {detail}
      </span>
    );
  }
  if (!job) return <span class="hint">{`${formatBytes(sent)} of ${formatBytes(file.size)} sent`}</span>;
  return (
    <span class="hint">
      {[...describeEntries(progress), ...describeJob(job)].join(", ")}
      {isJobEnded(job.state) && job.notices !== undefined && job.notices > 0 && (
        <>
          {" · "}
          <a class="quiet" href="add">
            {formatCount(job.notices)} {job.notices === 1 ? "notice" : "notices"}
          </a>
        </>
      )}
      {isJobEnded(job.state) && collection && (
        <>
          {" · "}
          <a class="quiet" href={locateCollection(collection.id)}>
            Open {collection.name}
          </a>
        </>
      )}
    </span>
  );
}
