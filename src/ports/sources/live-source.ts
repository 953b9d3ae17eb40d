import type { SourceRecord } from "../../domain/sources/source-record.js";
import type { liveSchemes } from "../../domain/sources/live-address.js";

export interface LivePage {
  /** Numbered within the page. */
  readonly records: readonly SourceRecord[];
  /** Address of the page after it; absent on the last. */
  readonly next?: string;
  /** The total number of papers, if the source states it. */
  readonly total?: number;
}

/** A network service that lists papers page by page. */
export interface LiveSource {
  readonly scheme: (typeof liveSchemes)[number];
  /**
   * The address of the first page for the text after the colon; `from` is the earliest date of the papers. Fetches
   * nothing. Throws `bad_input`.
   */
  planHarvest(query: string, options: { readonly from?: string | undefined }): string;
  /**
   * Fetches one page after the pause that the source asks for between requests, and retries when the source asks to
   * wait. Throws `unavailable`, `bad_input` when the source refuses the request, and the reason of an abort.
   */
  readPage(address: string, signal?: AbortSignal): Promise<LivePage>;
}
