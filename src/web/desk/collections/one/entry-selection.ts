import type { Selection } from "../../../paper/list/selection.js";

/** Entries outlive their papers, so only their ids are at hand. */
export type EntrySelection = Selection<{ readonly id: string }>;
