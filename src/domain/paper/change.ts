/** The stored properties of a paper that decide how a new record of it is handled. */
export interface KeptPaper {
  readonly version?: number;
  readonly contentHash: string;
  readonly textHash: string;
  /** `none`: the paper could not be embedded, or its job was cancelled. */
  readonly vector: "embedded" | "waiting" | "none";
}

export interface IncomingPaper {
  readonly version?: number;
  readonly contentHash: string;
  readonly textHash: string;
  /** Imported with the paper. */
  readonly vector?: Float32Array;
}

export interface PaperChange {
  readonly change: "new" | "changed" | "unchanged";
  /** Whether a vector must be computed. */
  readonly needsVector: boolean;
}

/** Compares an incoming paper with the stored one of the same id, if there is one. */
export function comparePaper(kept: KeptPaper | undefined, incoming: IncomingPaper): PaperChange {
  if (!kept) return { change: "new", needsVector: !incoming.vector };
  if (isSettled(kept, incoming)) return { change: "unchanged", needsVector: false };
  // The vector stays valid while the text is the same: a corrected year or venue needs no embedding.
  const keepsVector = kept.vector === "embedded" && kept.textHash === incoming.textHash;
  return { change: "changed", needsVector: !incoming.vector && !keepsVector };
}

/** Whether the stored paper is the same or newer, and complete. Often two versions differ only in their PDF. */
function isSettled(kept: KeptPaper, incoming: IncomingPaper): boolean {
  const { version = kept.version } = incoming;
  if (version !== kept.version) return version !== undefined && kept.version !== undefined && version < kept.version;
  if (kept.contentHash !== incoming.contentHash) return false;
  if (kept.vector === "embedded") return true;
  return kept.vector === "waiting" && !incoming.vector;
}
