import { cleanExtra, type Extra, extraSchema } from "../paper/extra.js";
import type { Paper } from "../paper/paper.js";
import { mayReplace, type Merge } from "./merge-rights.js";

/** Own fields are joined; a value replaces that of the same name as other fields do. */
export function mergeExtra(merge: Merge): Extra | undefined {
  const [extra, given] = [merge.kept.paper.extra, merge.incoming.paper.extra];
  if (extra === undefined || given === undefined) return extra ?? given;
  const merged = mayReplace(merge, "extra") ? { ...extra, ...given } : { ...given, ...extra };
  const parsed = extraSchema.safeParse(cleanExtra(merged, (text) => text));
  return parsed.success ? parsed.data : extra;
}

/** A retraction stays, whatever other records leave out or deny; only an edit takes it back. */
export function chooseRetraction(merge: Merge): Pick<Paper, "retracted" | "retractionNote"> {
  const [stored, given] = [merge.kept.paper, merge.incoming.paper];
  if (stored.retracted === true || given.retracted === undefined) {
    const note = stored.retractionNote ?? (given.retracted ? given.retractionNote : undefined);
    return {
      ...(stored.retracted !== undefined && { retracted: stored.retracted }),
      ...(note && { retractionNote: note }),
    };
  }
  if (stored.retracted === false && !mayReplace(merge, "retracted")) return { retracted: false };
  return {
    retracted: given.retracted,
    ...(given.retractionNote !== undefined && { retractionNote: given.retractionNote }),
  };
}
