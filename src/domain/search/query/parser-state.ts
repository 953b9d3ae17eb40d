import type { OpenName } from "./node.js";
import type { Token } from "./tokens.js";

export interface ParserState {
  readonly tokens: readonly Token[];
  at: number;
  /** What to rank by, of each token that has any. */
  readonly shown: Map<Token, string>;
  readonly openNames: OpenName[];
  readonly nameLengths: readonly number[];
}
