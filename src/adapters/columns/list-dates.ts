import type { DatedPapers } from "../../domain/trends/stated-dates.js";
import type { NameColumn } from "./name-column.js";

/** The dates and venues of these papers; all names of a venue are one number. */
export function listDates(ordinals: Int32Array, dates: Int32Array, { dictionary, lists }: NameColumn): DatedPapers {
  const valueOf = new Map<number, number>();
  for (const [value, others] of dictionary.listRespelled()) for (const other of others) valueOf.set(other, value);
  const { starts, lengths, numbers } = lists;
  const venues = ordinals.map((ordinal) => {
    if ((lengths[ordinal] ?? 0) === 0) return -1;
    const name = numbers[starts[ordinal] ?? 0] ?? -1;
    return valueOf.get(name) ?? name;
  });
  return { ordinals, dates: ordinals.map((ordinal) => dates[ordinal] ?? 0), venues };
}
