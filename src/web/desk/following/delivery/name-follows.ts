import type { Follow } from "../../../../domain/follows/follow.js";

/** `All follows`, or their names. */
export function nameFollows(ids: readonly string[] | undefined, follows: readonly Follow[]): string {
  if (ids === undefined) return "all follows";
  const names = follows.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  return names.length === 0 ? "no follow any more" : names.join(", ");
}
