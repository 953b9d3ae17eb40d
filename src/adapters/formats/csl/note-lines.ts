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
