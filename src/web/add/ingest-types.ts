/** What the page reads of the answers about taking papers in. A test holds these shapes against the server's own. */
export type PageJobState = "waiting" | "active" | "paused" | "completed" | "failed" | "cancelled";

export interface PageJob {
  readonly id: string;
  readonly state: PageJobState;
  readonly counts: {
    readonly total: number;
    readonly accepted: number;
    readonly unchanged: number;
    readonly embedded: number;
    readonly failed: number;
  };
  readonly createdAt: string;
  readonly papersPerSecond?: number | undefined;
  readonly etaSeconds?: number | undefined;
}

export interface PageFailure {
  readonly line?: number | undefined;
  readonly id?: string | undefined;
  readonly reason: string;
}

export interface PagePreview {
  readonly counts: {
    readonly total: number;
    readonly new: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly repeated: number;
    readonly rejected: number;
  };
  readonly titles: readonly string[];
  readonly rejected: readonly PageFailure[];
  readonly embedding: {
    readonly papers: number;
    readonly waiting: number;
    readonly papersPerSecond?: number | undefined;
    readonly rateSource?: "recent" | "timed" | undefined;
    readonly seconds?: number | undefined;
  };
  readonly space: { readonly diskBytes: number; readonly memoryBytes: number };
}

/** What the server took a file for, where the content told. */
export interface PageSource {
  readonly format: string;
  readonly columns?: Readonly<Record<string, string>> | undefined;
}

export interface PageQueue {
  readonly ready: boolean;
  readonly detail: string;
}

export function hasEnded(state: PageJobState): boolean {
  return state === "completed" || state === "failed" || state === "cancelled";
}
