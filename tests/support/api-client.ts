import type { Job, JobAction, JobFailure } from "../../src/domain/jobs/job.js";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import type { SearchAnswer } from "../../src/domain/search/answer.js";
import type { SearchMode } from "../../src/domain/search/request.js";
import type { Readiness, Stats } from "../../src/domain/health/status.js";
import { until } from "./until.js";

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

export interface JobOrProblem {
  readonly job?: Job;
  readonly code?: string;
  readonly detail?: string;
}

/** The part of the HTTP API that the process tests use. */
export interface ApiClient {
  readStats(): Promise<Stats>;
  readReadiness(): Promise<Answer<Readiness>>;
  readJob(id: string): Promise<Job>;
  listJobs(): Promise<readonly Job[]>;
  steerJob(id: string, action: JobAction): Promise<Job>;
  /** Returns the raw response: a job, or a problem. */
  sendPapers(papers: readonly PaperInput[]): Promise<Answer<JobOrProblem>>;
  /** Sends lines as the source yields them; rejects when the connection is lost. */
  streamPapers(lines: AsyncIterable<PaperInput>): Promise<Answer<JobOrProblem>>;
  /** The papers that a job could not import or embed, with reasons. */
  listFailures(id: string): Promise<readonly JobFailure[]>;
  retryJob(id: string): Promise<Job>;
  /** Ids of all papers, read page by page. */
  listIds(): Promise<readonly string[]>;
  /** Ids of the top ten results. */
  search(query: string, mode: SearchMode): Promise<readonly string[]>;
  /** Resolves when exactly this many papers are stored, embedded, and in both indexes. */
  untilComplete(count: number, timeoutMs?: number): Promise<void>;
}

const pageSize = 150;

export function createApiClient(url: string): ApiClient {
  const read = async <Body>(path: string, init?: RequestInit): Promise<Answer<Body>> => {
    const response = await fetch(`${url}${path}`, init);
    return { status: response.status, body: (await response.json()) as Body };
  };
  const readBody = async <Body>(path: string) => {
    const { status, body } = await read<Body>(path);
    if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${JSON.stringify(body)}`);
    return body;
  };
  const readStats = () => readBody<Stats>("/v1/stats");
  return {
    readStats,
    readReadiness: () => read("/readyz"),
    readJob: (id) => readBody(`/v1/jobs/${id}`),
    listJobs: async () => (await readBody<{ jobs: readonly Job[] }>("/v1/jobs")).jobs,
    steerJob: async (id, action) => (await read<Job>(`/v1/jobs/${id}/${action}`, { method: "POST" })).body,
    sendPapers: (papers) =>
      read("/v1/papers", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ papers }),
      }),
    async streamPapers(lines) {
      const body = ReadableStream.from(encodeLines(lines));
      const headers = { "content-type": "application/x-ndjson" };
      return read("/v1/papers", { method: "POST", headers, body, duplex: "half" } as RequestInit);
    },
    listFailures: async (id) =>
      (await readBody<{ failures: readonly JobFailure[] }>(`/v1/jobs/${id}/failures`)).failures,
    retryJob: async (id) => (await read<{ job: Job }>(`/v1/jobs/${id}/retry`, { method: "POST" })).body.job,
    async listIds() {
      const ids: string[] = [];
      for (let cursor: string | undefined = ""; cursor !== undefined;) {
        const from: string = cursor === "" ? "" : `&cursor=${cursor}`;
        const page: { papers: readonly { id: string }[]; cursor?: string } = await readBody(
          `/v1/papers?limit=${pageSize}${from}`,
        );
        ids.push(...page.papers.map(({ id }) => id));
        cursor = page.cursor;
      }
      return ids;
    },
    async search(query, mode) {
      const parameters = new URLSearchParams({ q: query, mode });
      const { hits } = await readBody<SearchAnswer>(`/v1/search?${parameters}`);
      return hits.map(({ paper }) => paper.id);
    },
    untilComplete: (count, timeoutMs = 120_000) => untilComplete(readStats, { count, timeoutMs }),
  };
}

async function untilComplete(
  readStats: () => Promise<Stats>,
  { count, timeoutMs }: { count: number; timeoutMs: number },
): Promise<void> {
  let stats: Stats | undefined;
  const isComplete = async () => {
    stats = await readStats();
    const { papers, indexes } = stats;
    return [papers.papers, papers.embedded, indexes.keyword, indexes.vector].every((held) => held === count);
  };
  await until(`${count} papers are complete`, isComplete, timeoutMs).catch((cause: unknown) => {
    throw new Error(`${count} papers are not complete: ${JSON.stringify(stats)}`, { cause });
  });
}

async function* encodeLines(lines: AsyncIterable<PaperInput>): AsyncGenerator<Uint8Array> {
  for await (const line of lines) yield Buffer.from(`${JSON.stringify(line)}\n`);
}
