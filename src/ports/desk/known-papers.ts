import type { Ordinal, Paper } from "../../domain/paper/paper.js";

/** What the desk remembers of a paper, and by which it finds it again. */
export interface KnownPaper extends Pick<Paper, "id" | "title" | "year" | "doi" | "arxivId"> {
  readonly ordinal: Ordinal;
}

/** Which papers the library has, for a desk that is kept apart from them. */
export interface KnownPapers {
  /** By their very id, not by an identifier; other ids are left out. Many ids cost little more than one. */
  findKnown(ids: readonly string[]): Promise<ReadonlyMap<string, KnownPaper>>;
}
