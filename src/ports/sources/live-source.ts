import type { SourceRecord } from "../../domain/sources/json-lines.js";
import type { liveSchemes } from "../../domain/sources/live-address.js";

export interface LivePage {
  /** Numbered within the page. */
  readonly records: readonly SourceRecord[];
  /** Address of the page after it; absent on the last. */
  readonly next?: string;
  /** How many papers there are in all, where the source says it. */
  readonly total?: number;
}

/** A service on the network that gives papers page by page. */
export interface LiveSource {
  readonly scheme: (typeof liveSchemes)[number];
  /**
   * The address of the first page for what stands behind the colon; `from` is a date, of papers no older. Nothing is
   * fetched. Throws `bad_input`.
   */
  planHarvest(query: string, options: { readonly from?: string | undefined }): string;
  /**
   * Fetches one page, not before the source's pause between two requests is over, and tries again when the source asks
   * to wait. Throws `unavailable`, `bad_input` for what the source refuses, and the reason of an abort.
   */
  readPage(address: string, signal?: AbortSignal): Promise<LivePage>;
}
