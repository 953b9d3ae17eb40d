import type { Stats } from "../../../domain/health/status.js";
import type { Preview, PreviewCounts, PreviewedAnswer } from "../../../domain/ingest/preview.js";
import { describeChanges } from "../../../domain/records/describe-changes.js";
import { formatBytes, formatCount, formatDuration, formatPapers, formatRate } from "../../../domain/text/amounts.js";
import { FailureList, More, NoticeList } from "./failure-list.js";

/** What adding a file would do: how many papers it has, and what becomes of them. */
export function Tallies({ counts }: { readonly counts: PreviewCounts }) {
  const rows: readonly (readonly [label: string, count: number, meaning: string])[] = [
    ["New", counts.new, "not in the library"],
    ["Changed", counts.accepted - counts.new, "would be completed or updated"],
    ["Unchanged", counts.unchanged, "say nothing new"],
    ["Merged", counts.merged, "join another record of the paper"],
    ["Refused", counts.failed, "cannot be added"],
  ];
  return (
    <dl class="tallies">
      {rows
        .filter(([label, count]) => count > 0 || label === "New")
        .map(([label, count, meaning]) => (
          <div key={label} class={label === "Refused" ? "tally rejected" : "tally"}>
            <dt>{label}</dt>
            <dd class="tally-count">{formatCount(count)}</dd>
            <dd class="tally-meaning">{meaning}</dd>
          </div>
        ))}
    </dl>
  );
}

type Queue = Stats["queue"] | undefined;

/** What adding a file would change, how long it takes, and the space it needs. */
export function PreviewFacts({ preview, queue }: { readonly preview: Preview; readonly queue: Queue }) {
  const changed = describeChanges(preview.changes, "get");
  const sentences = [...(changed === "" ? [] : [`${changed}.`]), ...describeWork(preview, queue)];
  return (
    <>
      {sentences.map((text) => (
        <p class="step-work" key={text}>
          {text}
        </p>
      ))}
    </>
  );
}

/** The first new papers, and the records that need attention. */
export function PreviewLists({ preview, source }: PreviewedAnswer) {
  const { titles, notices, rejected, counts } = preview;
  return (
    <>
      {titles.length > 0 && (
        <>
          <h3 class="step-sub">New papers</h3>
          <ul class="titles">
            {titles.map((title, at) => (
              <li key={at} dir="auto">
                {title}
              </li>
            ))}
          </ul>
          <More count={counts.new - titles.length} where=", which a search finds once they are added" />
        </>
      )}
      {rejected.length > 0 && (
        <>
          <h3 class="step-sub">Refused</h3>
          <FailureList failures={rejected} total={counts.failed} format={source?.format} />
        </>
      )}
      {notices.length > 0 && (
        <>
          <h3 class="step-sub">Notices</h3>
          <NoticeList notices={notices} total={notices.length} format={source?.format} />
        </>
      )}
    </>
  );
}

function describeWork({ counts, embedding, space }: Preview, queue: Queue): string[] {
  if (counts.total === 0) return ["The file contains no papers."];
  if (counts.accepted + counts.merged === 0)
    return [
      counts.failed === counts.total ? "None of the records can be added." : "All papers are already in the library.",
    ];
  const subject = counts.new === 1 ? "The new paper needs" : "The new papers need";
  const needs = `${subject} ${formatBytes(space.diskBytes)} of disk space and ${formatBytes(space.memoryBytes)} of memory.`;
  return [
    `${formatPapers(counts.accepted)} will be found by keyword at once, ${describeTime(embedding)}`,
    ...(counts.new > 0 ? [needs] : []),
    ...describeQueue(queue),
  ];
}

function describeTime({ papers, waiting, papersPerSecond, rateSource, seconds }: Preview["embedding"]): string {
  if (papers === 0) return "and nothing needs to be embedded.";
  if (papersPerSecond === undefined || seconds === undefined)
    return "and by meaning once a worker has embedded them. The time is unknown, because no worker is running.";
  const ahead = waiting > 0 ? `, after ${formatPapers(waiting)} already waiting` : "";
  const source = rateSource === "timed" ? "measured on a sample" : "the recent rate";
  return `and by meaning in about ${formatDuration(seconds)}${ahead} (${formatRate(papersPerSecond)}, ${source}).`;
}

export function describeQueue(queue: Queue): string[] {
  if (!queue || queue.ready) return [];
  return [`The queue is unavailable: ${queue.detail}. Papers are saved anyway, and embedded when it is back.`];
}
