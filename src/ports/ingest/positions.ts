/** How far a log has been read by all processes together. */
export interface Positions {
  /** 0 for a log that nobody has read yet. */
  read(log: string): Promise<number>;
  /** Only forwards: a smaller number than the present one changes nothing. */
  advance(log: string, to: number): Promise<void>;
}
