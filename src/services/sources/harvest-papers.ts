import type { SourceRecord } from "../../domain/sources/json-lines.js";
import { createRecordFilter, type SourceFilter } from "../../domain/sources/record-filter.js";
import { AppError } from "../../errors.js";
import type { HarvestLog, HarvestState } from "../../ports/sources/harvest-log.js";
import type { LiveSource } from "../../ports/sources/live-source.js";

export interface HarvestPapersDeps {
  readonly liveSources: readonly LiveSource[];
  readonly harvestLog: HarvestLog;
}

export interface HarvestRequest {
  /** Such as `arxiv:cat:cs.CL`. */
  readonly address: string;
  /** Only papers of this date (ISO 8601) and later. */
  readonly from?: string | undefined;
  /** No more papers than this. */
  readonly max?: number | undefined;
  readonly filter?: SourceFilter | undefined;
  readonly signal?: AbortSignal;
  /** Called before each request with its address, the papers so far and their total. */
  readonly onPage?: (page: { readonly address: string; readonly papers: number; readonly total?: number }) => void;
}

export interface HarvestPapers {
  /**
   * Papers as they come. A harvest that was interrupted resumes, when it is requested again, with the page it was at: the
   * papers of that page come twice, which costs nothing. Throws `bad_input` at once for an address that is none.
   */
  harvest(request: HarvestRequest): AsyncIterable<SourceRecord>;
}

export function createHarvestPapers({ liveSources, harvestLog }: HarvestPapersDeps): HarvestPapers {
  const findSource = (address: string) => {
    const [, scheme = "", query = ""] = /^([a-z]+):(.+)$/s.exec(address) ?? [];
    const source = liveSources.find((one) => one.scheme === scheme);
    return source && { source, query };
  };
  return {
    harvest(request) {
      const found = findSource(request.address);
      if (!found) {
        const known = liveSources.map(({ scheme }) => `${scheme}:…`).join(", ");
        throw new AppError("bad_input", `${request.address} is no address to take papers from: expected ${known}`);
      }
      const first = found.source.planHarvest(found.query, { from: request.from });
      return limitRecords(readPages(found.source, { first, request, harvestLog }), request);
    },
  };
}

interface Harvest {
  readonly first: string;
  readonly request: HarvestRequest;
  readonly harvestLog: HarvestLog;
}

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
      // A token that has expired since; what the pages before gave is there already, and comes again unchanged.
      state = { page: first, papers: 0 };
      isResumed = false;
      continue;
    }
    isResumed = false;
    total = page.total ?? total;
    for (const record of page.records) yield { ...record, line: papers + record.line };
    // Saved one page late: the last papers of this one may still be on their way into the store.
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
