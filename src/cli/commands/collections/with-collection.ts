import type { Collection } from "../../../domain/collections/collection.js";
import { AppError } from "../../../errors.js";
import type { CommandContext, LibraryOpening, PaperLibrary } from "../../context.js";

/** Opens the library for one piece of work, and closes it. */
export async function withLibrary<Result>(
  context: CommandContext,
  work: (library: PaperLibrary) => Promise<Result>,
  opening: LibraryOpening = "read",
): Promise<Result> {
  const library = await context.openLibrary(opening);
  try {
    return await work(library);
  } finally {
    await library.close();
  }
}

export interface FindOptions {
  /** Among the deleted ones. */
  readonly deleted?: boolean;
}

/**
 * The collection of this name, in any case, or id; else the only one whose name begins so. Throws `not_found`, and
 * `bad_input` where the beginning fits several.
 */
export async function findCollection(
  { desk }: PaperLibrary,
  named: string,
  { deleted = false }: FindOptions = {},
): Promise<Collection> {
  const { collections } = await desk.listCollections({ query: { deleted: deleted ? "true" : "false" } });
  const wanted = named.toLowerCase();
  const exact = collections.find(({ id, name }) => id === named || name.toLowerCase() === wanted);
  const beginning = collections.filter(({ name }) => name.toLowerCase().startsWith(wanted));
  const found = exact ?? (beginning.length === 1 ? beginning[0] : undefined);
  if (found) return found;
  const kind = deleted ? "deleted collection" : "collection";
  if (beginning.length === 0) throw new AppError("not_found", `There is no ${kind} "${named}": paperkin collections`);
  const names = beginning.slice(0, 5).map(({ name }) => `"${name}"`);
  throw new AppError("bad_input", `"${named}" may be ${names.join(", ")}: write more of the name.`);
}
