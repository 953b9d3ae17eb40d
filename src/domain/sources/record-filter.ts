import type { SourceRecord } from "./source-record.js";

/** Selects papers of a source; empty conditions are ignored. */
export interface SourceFilter {
  /** A paper needs one of these; `cs` and `cs.*` match all categories of an archive. */
  readonly categories?: readonly string[];
  readonly yearFrom?: number | undefined;
  readonly yearTo?: number | undefined;
}

/** Whether a record passes the filter. An unreadable record passes, so that its reason is reported. */
export function createRecordFilter({
  categories = [],
  yearFrom,
  yearTo,
}: SourceFilter): (record: SourceRecord) => boolean {
  const wanted = categories.map((category) => category.trim().toLowerCase().replace(/\.\*$/, ""));
  if (wanted.length === 0 && yearFrom === undefined && yearTo === undefined) return () => true;
  return (record) => {
    if (!("value" in record)) return true;
    const { categories: own, year, date } = readFacts(record.value);
    if (wanted.length > 0 && !own.some((category) => wanted.some((one) => isWithin(category, one)))) return false;
    const known = year ?? Number(/^\d{4}/.exec(date ?? "")?.[0] ?? Number.NaN);
    return known >= (yearFrom ?? 0) && known <= (yearTo ?? Number.POSITIVE_INFINITY);
  };
}

interface Facts {
  readonly categories: readonly string[];
  readonly year: number | undefined;
  readonly date: string | undefined;
}

/** The value is not validated yet. */
function readFacts(value: unknown): Facts {
  const { categories, year, date } = (typeof value === "object" && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  return {
    categories: Array.isArray(categories) ? categories.map(String) : [],
    year: typeof year === "number" ? year : undefined,
    date: typeof date === "string" ? date : undefined,
  };
}

function isWithin(category: string, wanted: string): boolean {
  const own = category.toLowerCase();
  return own === wanted || own.startsWith(`${wanted}.`);
}
