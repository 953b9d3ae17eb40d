import type { z } from "zod";
import type { filterSchema } from "../domain/search/filter.js";

type Filter = z.output<typeof filterSchema>;

/** In a query string the filters are parameters like the others; in JSON they are one object. */
export function gatherFilter<T extends Filter>(flat: T): Omit<T, keyof Filter> & { filter: Filter } {
  const { year, yearFrom, yearTo, venue, category, author, ids, ...rest } = flat;
  return { ...rest, filter: { year, yearFrom, yearTo, venue, category, author, ids } };
}
