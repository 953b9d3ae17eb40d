import type { Stats } from "../domain/health/status.js";
import type { JobCounts } from "../domain/jobs/job.js";
import { printLine } from "./print-line.js";

export interface Greeting {
  readonly url: string;
  readonly stats: Stats;
  readonly dataDir: string;
  /** Whether this is an installed package, not a checkout. */
  readonly isPackage: boolean;
  /** The sample papers that a first start imports. */
  readonly samples: Samples | undefined;
}

export interface Samples extends Pick<JobCounts, "accepted" | "embedded" | "failed"> {
  readonly jobId: string;
}

/** Prints the state of the server after its start, and three things to try. */
export function greet({ url, stats, dataDir, isPackage, samples }: Greeting): void {
  const { papers, model, queue } = stats;
  const command = isPackage ? "npx paperkin" : "npm run paperkin --";
  const amount = samples
    ? describeSamples(samples, command)
    : `${papers.papers} papers, ${papers.embedded} found by meaning.`;
  printLine(`
paperkin ${stats.version} serves at ${url}

  papers   ${amount}
  data     ${dataDir}
  model    ${model.id}, ${model.dimensions} dimensions, runs on this machine
  queue    ${queue.detail}

Try next:
  1. open   ${url}
  2. ask    curl '${url}/v1/search?q=fine-tuning+with+few+trainable+parameters&limit=3'
  3. add    ${command} ingest your-papers.jsonl --url ${url}

Ctrl-C stops it and saves.
`);
}

function describeSamples({ accepted, embedded, failed, jobId }: Samples, command: string): string {
  const imported = `${accepted} sample papers imported`;
  if (embedded === accepted) return `${imported}, all found by meaning.`;
  if (failed > 0) return `${imported}; ${failed} could not be embedded. See why: ${command} jobs ${jobId}`;
  return `${imported}, ${embedded} found by meaning so far; all are found by keyword.`;
}
