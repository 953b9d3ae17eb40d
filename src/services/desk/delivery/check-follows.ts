import { AppError } from "../../../errors.js";
import type { MatchReader } from "../../../ports/desk/match-reader.js";

/** Throws `not_found` for an id that is no follow of the reader. */
export async function checkFollows(
  matches: Pick<MatchReader, "findFollow">,
  { reader, follows }: { readonly reader: string; readonly follows?: readonly string[] | null | undefined },
): Promise<void> {
  for (const id of follows ?? [])
    if (!(await matches.findFollow({ reader, id }))) throw new AppError("not_found", `There is no follow ${id}.`);
}
