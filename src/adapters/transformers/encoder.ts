/** One text as token ids, special tokens included. */
export type TokenIds = readonly number[];

/** A loaded model, reduced to what the embed thread needs, so that the rest can be tested without one. */
export interface Encoder {
  /** Token ids, cut at the model's maximum, keeping the closing special token. */
  tokenise(text: string): TokenIds;
  /**
   * One run of the model; texts of different length are padded. Returns for each text a vector of length 1, or one with
   * the model's invalid numbers (NaN, zeros). Throws when the model fails.
   */
  encode(texts: readonly TokenIds[]): Promise<readonly Float32Array[]>;
}
