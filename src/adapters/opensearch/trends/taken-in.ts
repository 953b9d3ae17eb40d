import type { Client } from "@opensearch-project/opensearch";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { dayOfTime } from "../../../domain/trends/period.js";
import { noDay } from "../../../domain/trends/stated-dates.js";
import { readDocuments } from "../read-documents.js";
import { type Ask, maxHits } from "../search/ask.js";
import { cutChunks, hasOrdinal } from "../search/query.js";

export interface TakenInDeps {
  readonly ask: Ask;
  readonly client: Client;
  /** The index of papers. */
  readonly index: string;
}

interface TakenInSource {
  readonly kept?: { readonly takenInAt: number };
}

/**
 * The day on which the job began that last brought each paper; `noDay` for a removed one. Jobs of papers are sorted values,
 * and when a job began is read of one of its papers: reading each paper would take a hundred times as long.
 */
export async function readTakenIn({ ask, client, index }: TakenInDeps, ordinals: Int32Array): Promise<Int32Array> {
  const jobs = await readJobs(ask, ordinals);
  const examples = new Map<string, Ordinal>();
  for (const [ordinal, job] of jobs) if (!examples.has(job)) examples.set(job, ordinal);
  const ids = Array.from(examples.values(), String);
  const read = await readDocuments<TakenInSource>(client, { index, ids, fields: ["kept.takenInAt"] });
  const days = new Map<string, number>();
  for (const [job, ordinal] of examples) {
    const kept = read.get(String(ordinal))?.source.kept;
    if (kept) days.set(job, dayOfTime(kept.takenInAt));
  }
  return ordinals.map((ordinal) => days.get(jobs.get(ordinal) ?? "") ?? noDay);
}

async function readJobs(ask: Ask, ordinals: Int32Array): Promise<ReadonlyMap<Ordinal, string>> {
  const jobs = new Map<Ordinal, string>();
  for (const chunk of cutChunks([...ordinals], maxHits)) {
    const sort = [{ ordinal: "asc" }, { job: "asc" }];
    const { hits } = await ask.search({ query: hasOrdinal(chunk), size: chunk.length, sort, track_total_hits: false });
    for (const { sort: values } of hits.hits) if (values![1] !== null) jobs.set(Number(values![0]), String(values![1]));
  }
  return jobs;
}
