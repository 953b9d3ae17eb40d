import type { Stats } from "../../domain/health/status.js";
import { formatCount } from "../../domain/text/amounts.js";
import { describeOtherModel } from "./reindex.js";
import type { Paint } from "../../terminal/paint.js";

export interface StatusPlace {
  /** The folder or the address. */
  readonly place: string;
  /** Only a server reports its queue, because this command does not open the queue of a data folder. */
  readonly remote: boolean;
}

/** Describes the state of a library. */
export function formatStatus(
  { version, papers, model, otherModel, indexes, queue }: Stats,
  { place, remote, paint }: StatusPlace & { readonly paint: Paint },
): string {
  const next = remote ? "being embedded" : "embedded at the next serve or ingest";
  const rows: readonly (readonly [label: string, text: string])[] = [
    [remote ? "server" : "data", place],
    ["model", `${model.id}, ${model.dimensions} dimensions`],
    ...(otherModel ? [["and", `${otherModel.id}, ${describeOtherModel(otherModel)}`] as const] : []),
    ["papers", formatCount(papers.papers)],
    ["embedded", `${formatCount(papers.embedded)} (found by meaning)`],
    ...row("waiting", papers.waiting, `found by keyword; ${next}`),
    ...row("failed", papers.failed, "could not be embedded; found by keyword"),
    ...row("withheld", papers.withheld, "their job was cancelled; found by keyword"),
    ["indexes", `${formatCount(indexes.keyword)} by keyword, ${formatCount(indexes.vector)} by meaning`],
    ...(remote
      ? [
          [
            "queue",
            `${queue.ready ? "" : "not ready: "}${queue.detail}; ${formatCount(queue.outstanding)} batches in progress`,
          ] as const,
        ]
      : []),
  ];
  return [
    paint.bold(`paperkin ${version}`),
    ...rows.map(([label, text]) => `  ${paint.dim(label.padEnd(10))}${text}`),
  ].join("\n");
}

/** No row for a count of 0. */
function row(label: string, count: number, meaning: string): readonly (readonly [string, string])[] {
  return count === 0 ? [] : [[label, `${formatCount(count)} (${meaning})`]];
}
