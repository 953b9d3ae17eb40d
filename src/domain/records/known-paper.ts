import type { KeptPaper } from "../paper/change.js";
import type { Ordinal, Paper } from "../paper/paper.js";
import type { PaperState } from "../paper/paper-state.js";
import type { ChangeBits } from "./field-changes.js";
import type { FieldTrust } from "./trust.js";

/** A stored paper with everything that decides how a new record of it is handled. */
export interface KnownPaper {
  readonly ordinal: Ordinal;
  readonly paper: Paper;
  readonly version?: number | undefined;
  readonly trust: FieldTrust;
  readonly contentHash: string;
  readonly textHash: string;
  readonly state: PaperState;
  /** The job that added or changed it last. */
  readonly jobId: string;
  /** What that job did to it, and `joinedBit`. */
  readonly jobChanges: ChangeBits;
  /** When that job was created, in milliseconds since 1970. */
  readonly takenInAt: number;
}

/** Among changes: the job changed a paper that was stored under another id, which it does not count as its own. */
export const joinedBit = 1 << 30;

export function isJoined({ jobChanges }: Pick<KnownPaper, "jobChanges">): boolean {
  return (jobChanges & joinedBit) !== 0;
}

export function toKept({ version, contentHash, textHash, state }: KnownPaper): KeptPaper {
  return { ...(version !== undefined && { version }), contentHash, textHash, vector: describeVector(state) };
}

export function describeVector(state: PaperState): KeptPaper["vector"] {
  return state === "embedded" || state === "waiting" ? state : "none";
}
