import { z } from "zod";
import { isJobEnded, type Job, type JobFailure } from "../../domain/jobs/job.js";
import { nameAfterPapers } from "../../domain/jobs/job-name.js";
import { numberRecords } from "../../domain/sources/source-record.js";
import { paperInputSchema } from "../../domain/paper/paper.js";
import { operations } from "../../operations/index.js";
import { countPapers } from "../format-hits.js";
import { defineTool, type Tool, type ToolCall, type ToolLibrary } from "../tool.js";

const maxPapers = 300;
const maxFailures = 20;

const { $schema: _, ...paperJsonSchema } = z.toJSONSchema(paperInputSchema, { io: "input", unrepresentable: "any" });

/** Papers are checked one by one, so that a malformed one fails alone. */
const input = z.strictObject({
  papers: z.array(z.unknown()).min(1).max(maxPapers).meta({ items: paperJsonSchema }),
});

const answer = z.object({
  job: operations.addPapers.answer.shape.job,
  failures: operations.listFailures.answer.shape.failures.describe(
    `The first ${maxFailures} papers that failed, with the reason`,
  ),
});

const description = `Adds papers to the user's library, at most ${maxPapers} per call, and waits until they are found by meaning. Use it when the user asks to add papers, or to keep papers found elsewhere; do not invent papers or abstracts.

Only \`title\` is required; give \`abstract\` if there is one, as meaning is computed from both, and \`arxivId\` or \`doi\`, from which the id is made. A paper that is already stored is completed and corrected, and nothing known of it is erased: calling again does no harm. A malformed paper fails alone and is named in \`failures\`, with its position in the list from 1. If embedding takes too long, the answer has the unfinished job: its papers are already found by keyword.`;

export interface IngestToolOptions {
  /** The call answers after this time even if the papers are not embedded yet. */
  readonly maxWaitMs: number;
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
      const { id } = await library.acceptPapers(numberRecords(papers), {
        name: nameAfterPapers(papers),
        format: "json",
      });
      const job = await waitForEnd(library, id, { ...call, ...options });
      const failures = job.counts.failed > 0 ? await library.listFailures(id, maxFailures) : [];
      return { answer: { job, failures: [...failures] }, text: formatOutcome(job, failures) };
    },
  });
}

/** The job when it has ended, or at the time limit; then it continues. */
async function waitForEnd(
  library: ToolLibrary,
  id: string,
  { signal, reportProgress, maxWaitMs }: ToolCall & IngestToolOptions,
): Promise<Job> {
  const timeLimit = AbortSignal.timeout(maxWaitMs);
  const onChange = ({ counts: { embedded, accepted } }: Job) =>
    reportProgress({ progress: embedded, total: accepted, message: `${embedded} of ${accepted} papers embedded` });
  try {
    return await library.waitForJob(id, { signal: AbortSignal.any([signal, timeLimit]), onChange });
  } catch (error) {
    if (signal.aborted || !timeLimit.aborted) throw error;
    return library.readJob(id);
  }
}

function formatOutcome({ id, state, counts }: Job, failures: readonly JobFailure[]): string {
  const { total, accepted, merged, unchanged, embedded, failed } = counts;
  const joined = merged > 0 ? `${merged} merged with another record, ` : "";
  const lines = [
    `${countPapers(total)}: ${accepted} new or changed, ${joined}${unchanged} unchanged, ${failed} failed.`,
    isJobEnded(state) ? "" : `Job ${id} continues: ${embedded} of ${accepted} are found by meaning, all by keyword.`,
    ...failures.map(({ line, id: paper, reason }) => `- ${[line, paper].filter(Boolean).join(" ")}: ${reason}`),
    failed > failures.length ? `- and ${failed - failures.length} more` : "",
  ];
  return lines.filter((line) => line !== "").join("\n");
}
