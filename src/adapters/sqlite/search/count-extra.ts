import { type Extra, listExtraTexts } from "../../../domain/paper/extra.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import type { Facets } from "../../../domain/search/facets.js";
import { hasBit, type OrdinalBits } from "../../../domain/search/ordinal-set.js";
import { foldCase } from "../../../domain/text/fold-text.js";
import type { SqliteDatabase } from "../open-database.js";

export interface ExtraCounts {
  /** The papers, or `undefined` for all. */
  readonly papers: OrdinalBits | undefined;
  readonly limit: number;
}

interface ValueRow {
  readonly name: string;
  readonly value: string;
  readonly ordinal: Ordinal;
}

interface Counted extends ValueRow {
  count: number;
}

/** How many of the papers have each value of each own field, most papers first. The time grows with the values stored. */
export function prepareCountExtra(database: SqliteDatabase): (counts: ExtraCounts) => Facets["extra"] {
  const list = database.prepare("SELECT name, value, ordinal FROM paper_extra ORDER BY name, value");
  const readOwn = database.prepare("SELECT extra FROM papers WHERE ordinal = ?").pluck();
  /** A value is stored without case, so a paper that has it tells how it is written. */
  const readWritten = ({ name, value, ordinal }: Counted) => {
    const extra = JSON.parse((readOwn.get(ordinal) as string | null) ?? "{}") as Extra;
    const texts = extra[name] === undefined ? [] : listExtraTexts(extra[name]);
    return texts.find((text) => foldCase(text) === value) ?? value;
  };
  return ({ papers, limit }) => {
    const counted: Counted[] = [];
    for (const row of list.iterate() as IterableIterator<ValueRow>) {
      if (papers && !hasBit(papers, row.ordinal)) continue;
      const last = counted.at(-1);
      if (last && last.name === row.name && last.value === row.value) last.count += 1;
      else counted.push({ ...row, count: 1 });
    }
    const kept = keepMostUsed(counted, limit);
    return kept.map((value) => ({ value: `${value.name}=${readWritten(value)}`, count: value.count }));
  };
}

/** Fields whose values are listed. */
const maxNames = 20;

/** The most frequent values of each field, so that no field with a value of its own for each paper hides the others. */
function keepMostUsed(counted: readonly Counted[], limit: number): Counted[] {
  const listed = new Map<string, number>();
  return counted
    .toSorted((one, other) => other.count - one.count)
    .filter(({ name }) => {
      const before = listed.get(name) ?? 0;
      if (before === limit || (before === 0 && listed.size === maxNames)) return false;
      listed.set(name, before + 1);
      return true;
    });
}
