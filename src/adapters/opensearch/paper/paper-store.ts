import type { Client } from "@opensearch-project/opensearch";
import { readPosition, writePosition } from "../../../domain/paging/cursor.js";
import { normalizeShownTitle } from "../../../domain/paper/clean-paper.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { type PaperState, paperStates } from "../../../domain/paper/paper-state.js";
import type { JobLedger } from "../../../ports/jobs/job-ledger.js";
import type { OpenTrial } from "../../../ports/ingest/trial-store.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";
import type { Counters } from "../counters.js";
import { maxTitleKey } from "../index-definitions.js";
import type { IndexNames } from "../index-names.js";
import { livePapers, type PaperDocuments } from "../paper-documents.js";
import { createFindPapers } from "./find-papers.js";
import { createNameDocuments } from "./name-documents.js";
import type { Name } from "./name-keys.js";
import { createRemovePaper } from "./remove-papers.js";
import { createSavePapers } from "./save-slice.js";
import { createClaimSettler } from "./settle-claims.js";
import { createSliceView } from "./slice-view.js";
import { createOpenSearchTrials } from "./trial-store.js";

export interface PaperStoreOptions {
  readonly client: Client;
  readonly indexes: IndexNames;
  readonly documents: PaperDocuments;
  readonly counters: Counters;
  /** Makes what was written visible to searches. */
  readonly refresh: () => Promise<void>;
  readonly ledger: JobLedger;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** After this time a writer that has listed a paper and not written it has died. Default 30,000. */
  readonly claimLeaseMs?: number;
}

export interface OpenSearchPapers {
  readonly papers: PaperStore;
  readonly openTrial: OpenTrial;
}

export function createOpenSearchPapers(options: PaperStoreOptions): OpenSearchPapers {
  const { client, indexes, documents, claimLeaseMs: leaseMs = 30_000 } = options;
  const names = createNameDocuments(client, indexes.names);
  const { findById, findExact } = createFindPapers(documents, names);
  const search = createSearch(options);
  const findMore = async ({ field, value }: Name) =>
    search.list({ query: { term: { [field]: value.slice(0, maxTitleKey) } }, sort: ["ordinal"], size: moreListed });
  const readNames = (asked: readonly Name[]) => names.read(asked.map(({ key }) => key));
  const createView = () => createSliceView({ documents, findMore, readNames });
  const createClaims = () => createClaimSettler({ client, removed: indexes.removed, documents, names, leaseMs });
  const papers: PaperStore = {
    savePapers: createSavePapers({ ...options, names, createView, createClaimSettler: createClaims }),
    async findPaper(id) {
      const document = (await findById(id))?.document;
      return (
        document && { ordinal: document.ordinal, paper: document.kept.paper, contentHash: document.kept.contentHash }
      );
    },
    findExact,
    async findByTitle(beginning, limit) {
      const titleKey = normalizeShownTitle(beginning).slice(0, maxTitleKey);
      if (titleKey === "") return [];
      return search.list({ query: { prefix: { titleKey } }, sort: ["titleKey", "ordinal"], size: limit });
    },
    readPapers: (ordinals) => documents.readShown(ordinals),
    async listPapers({ cursor, limit }) {
      const query = { bool: { filter: [livePapers, { range: { ordinal: { gt: readPosition(cursor) } } }] } };
      const ordinals = await search.list({ query, sort: ["ordinal"], size: limit + 1 });
      const shown = ordinals.slice(0, limit);
      const found = await documents.readShown(shown);
      return {
        papers: shown.flatMap((ordinal) => found.get(ordinal) ?? []),
        ...(ordinals.length > limit && { cursor: writePosition(shown.at(-1)!) }),
      };
    },
    removePaper: createRemovePaper({ ...options, removed: indexes.removed, names, findById }),
    countPapers: () => search.countStates(),
  };
  return { papers, openTrial: createOpenSearchTrials({ createView, now: options.now }) };
}

/** As many as are compared with a record, and some that may be gone. */
const moreListed = 40;

interface Listed {
  readonly query: object;
  readonly sort: readonly string[];
  readonly size: number;
}

function createSearch({ client, indexes: { papers: index }, refresh }: PaperStoreOptions) {
  return {
    async list({ query, sort, size }: Listed): Promise<readonly Ordinal[]> {
      await refresh();
      const body = { query, sort: [...sort], size, _source: false, track_total_hits: false };
      const found = await client.search({ index, body });
      return found.body.hits.hits.map(({ _id: id }) => Number(id));
    },
    async countStates() {
      await refresh();
      const aggs = { states: { terms: { field: "state", size: paperStates.length } } };
      const { body } = await client.search({
        index,
        body: { size: 0, query: livePapers, aggs, track_total_hits: false },
      });
      const { buckets } = body.aggregations!["states"] as unknown as { readonly buckets: readonly StateCount[] };
      const countOf = (state: PaperState) => buckets.find(({ key }) => key === state)?.doc_count ?? 0;
      const [waiting, embedded, failed, withheld] = paperStates.map(countOf) as [number, number, number, number];
      return { papers: waiting + embedded + failed + withheld, embedded, waiting, failed, withheld };
    },
  };
}

interface StateCount {
  readonly key: string;
  readonly doc_count: number;
}
