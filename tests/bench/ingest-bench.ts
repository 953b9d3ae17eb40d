import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { defaultCacheDir } from "../../models/manifest.js";
import { composeText } from "../../src/domain/paper/clean-paper.js";
import { type BenchPaper, readPapers } from "./papers.js";
import { startServer } from "./server.js";
import { median, type Row } from "./statistics.js";

const run = promisify(execFile);
/**
 * End-to-end ingest against the bare model on the same texts, alternating, so that changes of the machine's speed
 * affect both.
 */
export async function benchIngest(
  corpus: { papers: string },
  tell: (line: string) => void,
  {
    papers: paperCount = 5_000,
    rounds = 3,
  }: { readonly papers?: number | undefined; readonly rounds?: number | undefined },
): Promise<Row[]> {
  const papers = await readPapers(corpus.papers, { count: paperCount });
  const ratios: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const bareSeconds = await timeBareModel(papers);
    const ownSeconds = await timeIngest(papers);
    ratios.push(bareSeconds / ownSeconds);
    const rates = [paperCount / bareSeconds, paperCount / ownSeconds].map((rate) => rate.toFixed(1));
    tell(
      `ingest, round ${round}: bare model ${rates[0]}/s, end to end ${rates[1]}/s, ratio ${(bareSeconds / ownSeconds).toFixed(3)}`,
    );
  }
  const ratio = median(ratios);
  return [
    {
      what: `ingest of ${paperCount} papers, end to end, against the bare model`,
      figure: `${ratio.toFixed(2)} ×`,
      goal: "≥ 0.92 ×",
      met: ratio >= 0.92,
    },
  ];
}

/** Seconds to embed all texts. */
async function timeBareModel(papers: readonly BenchPaper[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "paperkin-bench-"));
  const file = join(folder, "texts.json");
  await writeFile(file, JSON.stringify(papers.map((paper) => composeText(paper))));
  const script = fileURLToPath(new URL("./bare-model.js", import.meta.url));
  const { stdout } = await run(process.execPath, [script, join(defaultCacheDir(), "bge-small-en-v1.5"), file]);
  await rm(folder, { recursive: true });
  return (JSON.parse(stdout) as { seconds: number }).seconds;
}

async function timeIngest(papers: readonly BenchPaper[]): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), "paperkin-bench-"));
  const server = await startServer(dataDir);
  try {
    await waitForSamples(server.url);
    const startedAt = performance.now();
    await ingestPapers(server.url, papers);
    return (performance.now() - startedAt) / 1000;
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true });
  }
}

/** Posts papers as NDJSON and waits until every vector is in. */
export async function ingestPapers(url: string, papers: readonly BenchPaper[]): Promise<void> {
  const body = papers.map((paper) => JSON.stringify(paper)).join("\n");
  const headers = { "Content-Type": "application/x-ndjson" };
  const response = await fetch(`${url}/v1/papers`, { method: "POST", headers, body });
  const { job } = (await response.json()) as { job: { id: string } };
  const events = await fetch(`${url}/v1/jobs/${job.id}/events`);
  await events.text();
}

async function waitForSamples(url: string): Promise<void> {
  const { jobs } = (await (await fetch(`${url}/v1/jobs`)).json()) as { jobs: { id: string }[] };
  for (const { id } of jobs) await (await fetch(`${url}/v1/jobs/${id}/events`)).text();
}
