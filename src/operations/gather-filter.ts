import type { z } from "zod";
import { filterSchema } from "../domain/search/filter.js";

type Filter = z.output<typeof filterSchema>;

/** In a query string the filters are parameters like the others; in JSON they are one object. */
export function gatherFilter<T extends Filter>(flat: T): Omit<T, keyof Filter> & { filter: Filter } {
  const isFilter = ([name]: readonly [string, unknown]) => Object.hasOwn(filterSchema.shape, name);
  const entries = Object.entries(flat);
  const filter = Object.fromEntries(entries.filter(isFilter)) as Filter;
  const rest = Object.fromEntries(entries.filter((entry) => !isFilter(entry))) as Omit<T, keyof Filter>;
  return { ...rest, filter };
}
