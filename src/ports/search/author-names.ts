import type { AuthoredPapers, FoundNames, NamedAuthors } from "../../domain/search/author-names.js";

/** The authors of all papers by name, as people write names; off the event loop. */
export interface AuthorNames {
  /** What in a text may be names of authors; nothing for a text without a name, or one too long to be about names. */
  findNames(text: string): Promise<FoundNames>;
  /** The papers by at least one of the authors. */
  listAuthored(authors: NamedAuthors): Promise<AuthoredPapers>;
}
