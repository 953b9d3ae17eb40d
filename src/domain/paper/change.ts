/** What is kept of a paper, as far as it decides what becomes of the same paper when it comes again. */
export interface KeptPaper {
  readonly version?: number;
  readonly contentHash: string;
  readonly textHash: string;
  /** `none`: it could not be embedded, or its job was cancelled. */
  readonly vector: "embedded" | "waiting" | "none";
}

export interface IncomingPaper {
  readonly version?: number;
  readonly contentHash: string;
  readonly textHash: string;
  /** Where it comes along. */
  readonly vector?: Float32Array;
}

export interface PaperChange {
  readonly change: "new" | "changed" | "unchanged";
  /** Whether a vector must be computed for it. */
  readonly needsVector: boolean;
}

/** Tells what a paper that comes in is to the one that is kept under its id, if there is one. */
export function judgePaper(kept: KeptPaper | undefined, incoming: IncomingPaper): PaperChange {
  if (!kept) return { change: "new", needsVector: !incoming.vector };
  if (isSettled(kept, incoming)) return { change: "unchanged", needsVector: false };
  // A vector stays good while the text is the same: a corrected year or venue costs no embedding.
  const keepsVector = kept.vector === "embedded" && kept.textHash === incoming.textHash;
  return { change: "changed", needsVector: !incoming.vector && !keepsVector };
}

/** True when what is kept is the same or newer, and needs nothing more. Of two versions often only the PDF differs. */
function isSettled(kept: KeptPaper, incoming: IncomingPaper): boolean {
  const { version = kept.version } = incoming;
  if (version !== kept.version) return version !== undefined && kept.version !== undefined && version < kept.version;
  if (kept.contentHash !== incoming.contentHash) return false;
  if (kept.vector === "embedded") return true;
  return kept.vector === "waiting" && !incoming.vector;
}
