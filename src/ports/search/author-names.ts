import type { AuthoredPapers, FoundNames, NamedAuthors } from "../../domain/search/names/author-names.js";
import type { NameHints } from "../../domain/search/names/may-name-authors.js";

export interface LoadedNames {
  /** Number of the last change of the store that they include. */
  readonly lastChange: number;
  readonly hints: NameHints;
}

/** The authors of all papers by name, as people write names; off the event loop. */
export interface AuthorNames {
  /** What in a text may be names of authors; nothing for a text without a name, or one too long to be about names. */
  findNames(text: string): Promise<FoundNames>;
  /** The names that are loaded, read at once and without a thread; `undefined` while those of older papers are missing. */
  peekNames(): LoadedNames | undefined;
  /** The papers by at least one of the authors. */
  listAuthored(authors: NamedAuthors): Promise<AuthoredPapers>;
}
