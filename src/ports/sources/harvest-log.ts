export interface HarvestState {
  /** Address of the next page. */
  readonly page: string;
  /** Number of papers on the pages before it. */
  readonly papers: number;
}

/** The progress of interrupted harvests, by the address of their first page. */
export interface HarvestLog {
  readState(first: string): Promise<HarvestState | undefined>;
  /** Survives the end of the process. */
  saveState(first: string, state: HarvestState): Promise<void>;
  /** Does nothing for an unknown harvest. */
  forget(first: string): Promise<void>;
}
