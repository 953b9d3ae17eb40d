import type { Client } from "@opensearch-project/opensearch";
import { AppError } from "../../../errors.js";
import { explainRefusal, readRefusal } from "../explain-refusal.js";
import type { Query } from "./query.js";

/** The body of a search. */
export interface Search {
  readonly query?: Query;
  /** Max number of hits; 10,000 at most. */
  readonly size: number;
  readonly sort?: readonly Query[];
  readonly search_after?: readonly unknown[];
  readonly track_total_hits?: boolean;
  readonly aggs?: Readonly<Record<string, Query>>;
  readonly suggest?: Query;
}

export interface Hit {
  readonly _score: number | null;
  readonly sort?: readonly unknown[];
}

export interface Bucket {
  readonly key: string | number;
  readonly doc_count: number;
}

export interface Aggregated {
  readonly buckets?: readonly Bucket[] | Readonly<Record<string, { readonly doc_count: number }>>;
  readonly value?: number;
  readonly doc_count?: number;
  /** Of what passes a filter. */
  readonly values?: Aggregated;
}

export interface Answer {
  readonly hits: { readonly total?: { readonly value: number }; readonly hits: readonly Hit[] };
  readonly aggregations?: Readonly<Record<string, Aggregated>>;
  readonly suggest?: Readonly<Record<string, readonly Suggestions[]>>;
}

export interface Suggestions {
  readonly options: readonly { readonly text: string; readonly freq: number }[];
}

/** Hits tell only what they are sorted by: reading a document costs more than finding it. */
const withoutFields = { _source: false, stored_fields: "_none_" } as const;

/** Asks one index. A search that a shard cannot answer fails as a whole: half an answer would pass for a whole one. */
export interface Ask {
  /** One search, whose scores are the same whatever shard a paper is on. */
  search(search: Search): Promise<Answer>;
  /** Several searches in one round trip. */
  searchAll(searches: readonly Search[]): Promise<readonly Answer[]>;
  /** Makes every write before the call visible to searches. Concurrent calls share one. */
  refresh(): Promise<void>;
}

/** The largest size of a search (`index.max_result_window`). */
export const maxHits = 10_000;

/** @param index the name of an index or alias */
export function createAsk(client: Client, index: string, refresh: () => Promise<void>): Ask {
  const searchAll = async (searches: readonly Search[]): Promise<readonly Answer[]> => {
    if (searches.length === 0) return [];
    const header = { index, allow_partial_search_results: false };
    const body = searches.flatMap((search) => [header, { ...withoutFields, ...search }]) as unknown as Record<
      string,
      unknown
    >[];
    const { body: answer } = await client.msearch({ body: body as never, search_type: "dfs_query_then_fetch" });
    return (answer.responses as unknown[]).map(readAnswer);
  };
  return { searchAll, refresh, search: async (search) => (await searchAll([search]))[0]! };
}

function readAnswer(answer: unknown): Answer {
  const { error, status } = answer as { readonly error?: unknown; readonly status: number };
  if (error === undefined) return answer as Answer;
  const refusal = readRefusal(status, answer);
  const advice = explainRefusal(refusal);
  if (advice !== undefined) throw new AppError("unavailable", `OpenSearch ${advice}`);
  const [shard] = (error as { readonly failed_shards?: readonly { readonly reason: unknown }[] }).failed_shards ?? [];
  const { reason } = shard ? readRefusal(status, { error: shard.reason }) : refusal;
  throw new AppError("internal", `OpenSearch refused a search: ${refusal.type} ${status}: ${reason}`);
}
