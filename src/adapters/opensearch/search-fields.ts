import type { Paper } from "../../domain/paper/paper.js";

/** The fields by which papers are searched, beside those that the store itself needs (`storeMapping`). */
export const searchMapping = {
  year: { type: "integer" },
  venue: { type: "keyword", ignore_above: 500 },
} as const;

/** Settings for `analysis` of the index of papers. */
export const searchAnalysis = {} as const;

export function toSearchFields({ year, venue }: Paper): Readonly<Record<string, unknown>> {
  return { ...(year !== undefined && { year }), ...(venue !== undefined && { venue }) };
}
