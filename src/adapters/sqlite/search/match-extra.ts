import type { Ordinal } from "../../../domain/paper/paper.js";
import type { Filter } from "../../../domain/search/filter.js";
import { collectOrdinals, intersectBits, type OrdinalBits } from "../../../domain/search/ordinal-set.js";
import { foldCase } from "../../../domain/text/fold-text.js";
import type { SqliteDatabase } from "../open-database.js";

/** The papers whose own fields have, of each name, one of the values; undefined without names. */
export type MatchExtra = (extra: Filter["extra"]) => OrdinalBits | undefined;

/** An index finds the values, so own fields need no memory, and papers without them no time. */
export function prepareMatchExtra(database: SqliteDatabase): MatchExtra {
  const find = database
    .prepare("SELECT ordinal FROM paper_extra WHERE name = ? AND value IN (SELECT value FROM json_each(?))")
    .pluck();
  return (extra = {}) => {
    const sets = Object.entries(extra).map(([name, values]) => {
      const ordinals = find.all(name, JSON.stringify(values.map(foldCase))) as Ordinal[];
      return collectOrdinals(ordinals).bits;
    });
    return sets.length === 0 ? undefined : sets.reduce(intersectBits);
  };
}
