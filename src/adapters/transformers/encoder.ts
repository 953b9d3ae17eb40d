/** One text as token ids, special tokens included. */
export type TokenIds = readonly number[];

/** A loaded model: what the embed thread needs of it, so that the rest can be tested without one. */
export interface Encoder {
  /** Token ids, cut at the model's maximum with the closing special token kept. */
  tokenise(text: string): TokenIds;
  /**
   * One run of the model; texts of different length are padded. For each text a vector of length 1, or one that holds
   * what the model got wrong (NaN, zeros). Throws when the model fails.
   */
  encode(texts: readonly TokenIds[]): Promise<readonly Float32Array[]>;
}
