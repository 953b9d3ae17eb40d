import { trustLevels } from "../../domain/records/trust.js";
import type { SourceRecord } from "../../domain/sources/source-record.js";
import { createRecordFilter, type SourceFilter } from "../../domain/sources/record-filter.js";
import { AppError } from "../../errors.js";
import type { HarvestLog, HarvestState } from "../../ports/sources/harvest-log.js";
import type { LiveSource } from "../../ports/sources/live-source.js";

export interface HarvestPapersDeps {
  readonly liveSources: readonly LiveSource[];
  /** The same for addresses that readers choose: those of this machine and its network are refused. */
  readonly readerSources: readonly LiveSource[];
  readonly harvestLog: HarvestLog;
}

export interface HarvestRequest {
  /** Such as `arxiv:cat:cs.CL`. */
  readonly address: string;
  /** Only papers of this date (ISO 8601) and later. */
  readonly from?: string | undefined;
  /** The maximum number of papers. */
  readonly max?: number | undefined;
  readonly filter?: SourceFilter | undefined;
  readonly signal?: AbortSignal;
  /** Whether a reader chose the address, not who runs the library. */
  readonly isOfReader?: boolean;
  /** Called before each request with its address, the number of papers so far and their total. */
  readonly onPage?: (page: { readonly address: string; readonly papers: number; readonly total?: number }) => void;
}

export interface HarvestPapers {
  /**
   * Yields papers as they arrive. Requested again, an interrupted harvest resumes at its last page, whose papers come
   * twice; importing them again is cheap. Throws `bad_input` at once for an invalid address.
   */
  harvest(request: HarvestRequest): AsyncIterable<SourceRecord>;
  /** Throws `bad_input` for an address that cannot be harvested; asks nobody. */
  check(request: Pick<HarvestRequest, "address" | "isOfReader">): void;
}

export function createHarvestPapers({ liveSources, readerSources, harvestLog }: HarvestPapersDeps): HarvestPapers {
  const plan = ({ address, from, isOfReader = false }: HarvestRequest) => {
    const [, scheme = "", query = ""] = /^([a-z]+):(.+)$/s.exec(address) ?? [];
    const source = (isOfReader ? readerSources : liveSources).find((one) => one.scheme === scheme);
    if (source) return { source, first: source.planHarvest(query, { from }) };
    const known = liveSources.map((one) => `${one.scheme}:…`).join(", ");
    throw new AppError("bad_input", `${address} is not an address to import papers from: expected ${known}`);
  };
  return {
    harvest(request) {
      const { source, first } = plan(request);
      return limitRecords(readPages(source, { first, request, harvestLog }), request);
    },
    check: (request) => void plan(request),
  };
}

interface Harvest {
  readonly first: string;
  readonly request: HarvestRequest;
  readonly harvestLog: HarvestLog;
}

/** Live sources are databases. */
const origin = { trust: trustLevels.database };

async function* readPages(source: LiveSource, { first, request, harvestLog }: Harvest): AsyncGenerator<SourceRecord> {
  let state: HarvestState = (await harvestLog.readState(first)) ?? { page: first, papers: 0 };
  let isResumed = state.page !== first;
  let total: number | undefined;
  for (;;) {
    const { page: address, papers } = state;
    request.onPage?.({ address, papers, ...(total !== undefined && { total }) });
    const page = await source.readPage(address, request.signal).catch((error: unknown) => {
      const isRefused = error instanceof AppError && error.code === "bad_input";
      if (isRefused && isResumed) return undefined;
      throw error;
    });
    if (!page) {
      // The resumption token has expired: start over. Papers of earlier pages are stored already and stay unchanged.
      state = { page: first, papers: 0 };
      isResumed = false;
      continue;
    }
    isResumed = false;
    total = page.total ?? total;
    for (const record of page.records) yield { ...record, line: papers + record.line, ...origin };
    // Saved one page late, because the last papers of this page may not be stored yet.
    await harvestLog.saveState(first, state);
    if (page.next === undefined) break;
    state = { page: page.next, papers: papers + page.records.length };
  }
  await harvestLog.forget(first);
}

async function* limitRecords(
  records: AsyncIterable<SourceRecord>,
  { max = Number.POSITIVE_INFINITY, filter = {} }: HarvestRequest,
): AsyncGenerator<SourceRecord> {
  const isWanted = createRecordFilter(filter);
  let taken = 0;
  for await (const record of records) {
    if (!isWanted(record)) continue;
    yield record;
    taken += 1;
    if (taken >= max) return;
  }
}
