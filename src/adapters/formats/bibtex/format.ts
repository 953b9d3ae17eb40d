import type { SourceRecord } from "../../../domain/sources/source-record.js";
import { describeError } from "../../../errors.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { type CutEntry, cutEntries } from "./cut-entries.js";
import { parseEntry } from "./parse-entry.js";
import { toPaper } from "./entry-paper.js";

/** BibTeX and BibLaTeX, as written by Zotero, Mendeley, JabRef and publishers. */
export function createBibtexFormat(): PaperFormat {
  return { name: "bibtex", open: async (chunks) => ({ records: readEntries(cutEntries(chunks)) }) };
}

/** More than any real file defines; further ones are ignored to limit memory. */
const maxAbbreviations = 10_000;

async function* readEntries(entries: AsyncIterable<CutEntry>): AsyncGenerator<SourceRecord> {
  const abbreviations = new Map<string, string>();
  for await (const entry of entries) {
    if ("reason" in entry) {
      yield entry;
      continue;
    }
    const { line, text } = entry;
    if (/^@\s*(comment|preamble)\b/i.test(text)) continue;
    try {
      const { type, fields } = parseEntry(text, abbreviations);
      if (type !== "string") yield { line, value: toPaper(fields) };
      else if (abbreviations.size < maxAbbreviations)
        for (const [name, value] of fields) abbreviations.set(name, value);
    } catch (error) {
      yield { line, reason: `the entry is not BibTeX: ${describeError(error)}` };
    }
  }
}
