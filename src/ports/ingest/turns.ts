/** What a holder knows of its turn. */
export interface Turn {
  /** Grows with each turn of this name, so that what an earlier holder does late can be told and refused. */
  readonly fence: number;
  /** Aborts when the turn may have gone to another holder: the task should then stop. */
  readonly signal: AbortSignal;
}

/** Work that only one process at a time may do. The turn of a holder that dies is free again after a lease. */
export interface Turns {
  /**
   * Runs the task while nobody else has the turn of this name, and resolves with its result. Resolves with undefined at
   * once, without running it, while another holder has the turn. Throws `unavailable`.
   */
  withTurn<Result>(name: string, task: (turn: Turn) => Promise<Result>): Promise<Result | undefined>;
}
