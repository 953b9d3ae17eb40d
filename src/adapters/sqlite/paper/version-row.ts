import type { KeptPaper } from "../../../domain/paper/change.js";
import type { PaperState } from "../../../domain/paper/paper-state.js";
import { describeVector } from "../../../domain/records/known-paper.js";
import { vectorState } from "../schema.js";

/** The columns of `papers` that describe the stored version. */
export interface VersionRow {
  readonly version: number | null;
  readonly content_hash: string;
  readonly text_hash: string;
  readonly vector_state: number;
}

export const versionColumns = "version, content_hash, text_hash, vector_state";

export function toKept({ version, content_hash, text_hash, vector_state }: VersionRow): KeptPaper {
  return {
    ...(version !== null && { version }),
    contentHash: content_hash,
    textHash: text_hash,
    vector: describeVector(nameState(vector_state)),
  };
}

const states = Object.entries(vectorState) as [PaperState, number][];

export function nameState(state: number): PaperState {
  return states.find(([, number]) => number === state)![0];
}
