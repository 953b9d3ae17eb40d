import { z } from "zod";
import { isJobEnded, type Job, type JobFailure, jobFailureSchema, jobSchema } from "../../domain/jobs/job.js";
import type { SourceRecord } from "../../domain/sources/json-lines.js";
import { paperInputSchema } from "../../domain/paper/paper.js";
import { countPapers } from "../format-hits.js";
import { defineTool, type Tool, type ToolCall, type ToolLibrary } from "../tool.js";

const mostPapers = 300;
const failuresListed = 20;

const { $schema: _, ...paperJsonSchema } = z.toJSONSchema(paperInputSchema, { io: "input", unrepresentable: "any" });

/** Papers are checked one by one, so that a bad one fails alone. */
const input = z.strictObject({
  papers: z.array(z.unknown()).min(1).max(mostPapers).meta({ items: paperJsonSchema }),
});

const answer = z.object({
  job: jobSchema,
  failures: z.array(jobFailureSchema).describe(`The first ${failuresListed} papers that failed, with the reason`),
});

const description = `Adds papers to the user's library, at most ${mostPapers} a call, and waits until they are found by meaning. Use it when the user asks to add papers, or to keep what was found elsewhere; do not invent papers or abstracts.

Only \`title\` is required; give \`abstract\` where there is one, as meaning is computed from both, and \`arxivId\` or \`doi\`, from which the id is made. A paper that is there already, as it is, counts as unchanged; a changed one is replaced: calling again is harmless. A bad paper fails alone and is named in \`failures\`, with its place in the list from 1. Where embedding takes too long the answer comes with the job under way: its papers are found by keyword already.`;

export interface IngestToolOptions {
  /** A call answers after this long, whether or not the papers are embedded. */
  readonly longestWaitMs: number;
}

export function createIngestTool(library: ToolLibrary, options: IngestToolOptions): Tool {
  return defineTool({
    name: "ingest_papers",
    title: "Add papers",
    description,
    input,
    answer,
    writes: true,
    async handle({ papers }, call) {
      const { id } = await library.acceptPapers(numberRecords(papers));
      const job = await waitAtMost(library, id, { ...call, ...options });
      const failures = job.counts.failed > 0 ? await library.listFailures(id, failuresListed) : [];
      return { answer: { job, failures: [...failures] }, text: formatOutcome(job, failures) };
    },
  });
}

async function* numberRecords(values: readonly unknown[]): AsyncGenerator<SourceRecord> {
  for (const [at, value] of values.entries()) yield { line: at + 1, value };
}

/** The job as it is when it has ended, or when the time is over; it goes on then. */
async function waitAtMost(
  library: ToolLibrary,
  id: string,
  { signal, reportProgress, longestWaitMs }: ToolCall & IngestToolOptions,
): Promise<Job> {
  const patience = AbortSignal.timeout(longestWaitMs);
  const onChange = ({ counts: { embedded, accepted } }: Job) =>
    reportProgress({ progress: embedded, total: accepted, message: `${embedded} of ${accepted} papers embedded` });
  try {
    return await library.waitForJob(id, { signal: AbortSignal.any([signal, patience]), onChange });
  } catch (error) {
    if (signal.aborted || !patience.aborted) throw error;
    return library.readJob(id);
  }
}

function formatOutcome({ id, state, counts }: Job, failures: readonly JobFailure[]): string {
  const { total, accepted, unchanged, embedded, failed } = counts;
  const lines = [
    `${countPapers(total)}: ${accepted} new or changed, ${unchanged} unchanged, ${failed} failed.`,
    isJobEnded(state) ? "" : `Job ${id} goes on: ${embedded} of ${accepted} are found by meaning, all by keyword.`,
    ...failures.map(({ line, id: paper, reason }) => `- ${[line, paper].filter(Boolean).join(" ")}: ${reason}`),
    failed > failures.length ? `- and ${failed - failures.length} more` : "",
  ];
  return lines.filter((line) => line !== "").join("\n");
}
