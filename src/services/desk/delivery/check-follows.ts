import { AppError } from "../../../errors.js";
import type { MatchReader } from "../../../ports/desk/match-reader.js";

/** Throws `not_found` for an id that is no follow of the reader. */
export async function checkFollows(
  matches: Pick<MatchReader, "listFollows">,
  { reader, follows }: { readonly reader: string; readonly follows?: readonly string[] | null | undefined },
): Promise<void> {
  if (!follows) return;
  const known = new Set((await matches.listFollows(reader)).map(({ id }) => id));
  const missing = follows.find((id) => !known.has(id));
  if (missing !== undefined) throw new AppError("not_found", `There is no follow ${missing}.`);
}
