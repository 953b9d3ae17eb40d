export interface HarvestState {
  /** Address of the page to go on with. */
  readonly page: string;
  /** Papers that the pages before it gave. */
  readonly papers: number;
}

/** How far harvests that were broken off have come, by the address of their first page. */
export interface HarvestLog {
  readState(first: string): Promise<HarvestState | undefined>;
  /** Survives the end of the process. */
  saveState(first: string, state: HarvestState): Promise<void>;
  /** Nothing happens for a harvest that is not known. */
  forget(first: string): Promise<void>;
}
