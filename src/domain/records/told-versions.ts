import type { CleanPaper } from "./incoming-paper.js";
import type { KnownPaper } from "./known-paper.js";

/** A version that a record tells of, or the one that it supersedes. */
export interface ToldVersion {
  readonly version: number;
  readonly title: string;
  readonly date?: string;
  /** Milliseconds since 1970; absent for one that arrives now. */
  readonly takenInAt?: number;
}

/** The versions to keep beside the stored one, if they are older and not kept yet; the first of a number counts. */
export function listToldVersions(
  { paper: { title, date }, version, earlierVersions = [] }: CleanPaper,
  before: KnownPaper | undefined,
): readonly ToldVersion[] {
  const told: ToldVersion[] = [];
  if (before && version !== undefined) {
    const { version: stored, paper, takenInAt } = before;
    if (stored !== undefined) told.push(toVersion({ version: stored, ...paper }, takenInAt));
    told.push(toVersion({ version, title, date }));
  }
  return [...told, ...earlierVersions.map((earlier) => toVersion(earlier, Date.parse(earlier.takenInAt)))];
}

type Described = Pick<ToldVersion, "version" | "title"> & { readonly date?: string | undefined };

function toVersion({ version, title, date }: Described, takenInAt?: number): ToldVersion {
  return { version, title, ...(date !== undefined && { date }), ...(takenInAt !== undefined && { takenInAt }) };
}
