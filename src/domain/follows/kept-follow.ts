import { AppError } from "../../errors.js";
import { followLimits } from "./follow-limits.js";
import type { Follow, FollowPatch, FollowSpec, SourceState } from "./follow.js";

/** What is kept of a follow, and how many works fit it. Times in milliseconds since 1970. */
export interface KeptFollow extends Pick<Follow, "id" | "name" | "isPaused" | "matches" | "new"> {
  readonly spec: FollowSpec;
  readonly createdAt: number;
  readonly lastMatchAt?: number | undefined;
  readonly state?: SourceState | undefined;
}

export function describeFollow({ spec, createdAt, lastMatchAt, state, ...kept }: KeptFollow): Follow {
  return {
    ...spec,
    ...kept,
    ...(lastMatchAt !== undefined && { lastMatchAt: new Date(lastMatchAt).toISOString() }),
    createdAt: new Date(createdAt).toISOString(),
    ...(state && { state }),
  };
}

/** A filter of null drops it. */
export function patchSpec(spec: FollowSpec, { name, filter, minScore }: FollowPatch): FollowSpec {
  const patched = {
    ...spec,
    ...(name !== undefined && { name }),
    ...(minScore !== undefined && { minScore }),
    ...(filter && { filter }),
  };
  if (filter === null && "filter" in patched) delete patched.filter;
  return patched as FollowSpec;
}

/** Throws `too_large` if a reader who has so many follows can have no more. */
export function checkFollowCount(count: number): void {
  if (count >= followLimits.follows)
    throw new AppError("too_large", `A reader can have at most ${followLimits.follows} follows.`);
}
