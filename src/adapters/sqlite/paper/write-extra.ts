import { type Extra, listExtraTexts } from "../../../domain/paper/extra.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { foldCase } from "../../../domain/text/fold-text.js";
import type { SqliteDatabase } from "../open-database.js";

/** Longer texts cannot be asked for in a filter. */
const maxLength = 500;

/** Returns a function that replaces the values by which a paper is found. */
export function prepareWriteExtra(database: SqliteDatabase): (ordinal: Ordinal, extra: Extra | undefined) => void {
  const remove = database.prepare("DELETE FROM paper_extra WHERE ordinal = ?");
  const insert = database.prepare("INSERT OR IGNORE INTO paper_extra (ordinal, name, value) VALUES (?, ?, ?)");
  return (ordinal, extra = {}) => {
    remove.run(ordinal);
    for (const [name, value] of Object.entries(extra)) {
      for (const text of listExtraTexts(value)) if (text.length <= maxLength) insert.run(ordinal, name, foldCase(text));
    }
  };
}
