import { isExtraField } from "../../../domain/collections/extra-field.js";

/** A note of Zotero, of which its own fields are taken out. */
export interface Extra {
  readonly text: string;
  readonly key?: string;
}

/** Lines such as `PMID: 1`, `Citation Key: one2020` or `original-date: 1990` are fields; the rest is a text. */
export function readExtra(note = ""): Extra {
  const lines = note.split(/\r?\n/);
  const key = lines
    .map((line) => /^\s*citation key\s*:\s*(\S+)\s*$/i.exec(line)?.[1])
    .find((found) => found !== undefined);
  const text = lines.filter((line) => !isExtraField(line)).join("\n");
  return { text, ...(key !== undefined && { key }) };
}

/**
 * Zotero writes fields that CSL lacks into the note, one `Name: value` per line. Other text of a note is about the paper,
 * and ids in it may be those of others.
 */
export function readNoteLines(note = ""): ReadonlyMap<string, string> {
  const lines = note.split(/\r?\n/).flatMap((line): [string, string][] => {
    const [, name, value] = /^\s*(doi|arxiv)\s*:\s*(\S+(?:\s+\[[\w.-]+\])?)\s*$/i.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value]];
  });
  return new Map(lines);
}
