import type { PaperSets } from "../../src/ports/search/paper-sets.js";
import { paperSets } from "./paper-sets.js";

/** How far the engines that pass one suite differ. */
export interface SearchEngine {
  readonly sets: PaperSets;
  /** To how many places scores are as computed: 64-bit numbers have 12, 32-bit ones 6. */
  readonly digits: number;
  /** Whether a vector index returns the near pairs of what it takes in. */
  readonly findsPairs: boolean;
}

export const embeddedEngine: SearchEngine = { sets: paperSets, digits: 12, findsPairs: true };
