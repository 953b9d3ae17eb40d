import type { Stats } from "../domain/health/status.js";
import { printLine } from "./print-line.js";

export interface Greeting {
  readonly url: string;
  readonly stats: Stats;
  readonly dataDir: string;
  /** Sample papers taken in at this start. */
  readonly taken: number;
}

/** Says what the server did at its start, and three things to try. */
export function greet({ url, stats, dataDir, taken }: Greeting): void {
  const { papers, model, queue } = stats;
  const fresh =
    taken > 0
      ? `${taken} sample papers taken in; they are found by meaning in a few seconds.`
      : `${papers.papers} papers, ${papers.embedded} found by meaning.`;
  printLine(`
paperkin ${stats.version} serves at ${url}

  papers   ${fresh}
  data     ${dataDir}
  model    ${model.id}, ${model.dimensions} dimensions, runs on this machine
  queue    ${queue.detail}

Try next:
  1. open   ${url}
  2. ask    curl '${url}/v1/search?q=fine-tuning+with+few+trainable+parameters&limit=3'
  3. add    npm run paperkin -- ingest your-papers.jsonl --url ${url}

Ctrl-C stops it and saves.
`);
}
