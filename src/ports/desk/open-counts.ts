/** How often a paper was opened. */
export interface OpenCount {
  readonly id: string;
  readonly opens: number;
}

/** How many readers have a paper in a collection. */
export interface KeepCount {
  readonly id: string;
  readonly readers: number;
}

/** How often papers were opened, by day, and how many readers keep them; it never holds who. Every call is one transaction. */
export interface OpenCounts {
  /** Counts each known paper once on this day (days since 1970), and drops unknown ids. */
  countOpens(day: number, ids: readonly string[]): Promise<void>;
  /**
   * The papers opened most since the day `from`, at least `min` times; an open counts half after each week before `today`.
   * Papers that were removed are left out.
   */
  listOpened(request: OpenedRequest): Promise<readonly OpenCount[]>;
  /**
   * The papers that most readers have lately put into collections, and have not excluded; of equal ones, the last added
   * first.
   */
  listKept(request: Omit<OpenedRequest, "from" | "today">): Promise<readonly KeepCount[]>;
  /** Forgets the days before this one. */
  forgetBefore(day: number): Promise<void>;
}

export interface OpenedRequest {
  readonly from: number;
  readonly today: number;
  readonly min: number;
  readonly limit: number;
}
