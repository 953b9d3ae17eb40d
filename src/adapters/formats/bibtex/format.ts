import type { SourceRecord } from "../../../domain/sources/source-record.js";
import { describeError } from "../../../errors.js";
import type { FormatOptions, PaperFormat } from "../../../ports/sources/paper-format.js";
import { type CutEntry, cutEntries, findKey } from "./cut-entries.js";
import { type BibtexEntry, parseEntry } from "./parse-entry.js";
import { readEntryFacts } from "./entry-facts.js";
import { toPaper } from "./entry-paper.js";
import { createReferenceResolver, type ResolvedEntry } from "./resolve-references.js";

/** BibTeX and BibLaTeX, as written by Zotero, Mendeley, JabRef and publishers. */
export function createBibtexFormat(): PaperFormat {
  return { name: "bibtex", open: async (chunks, options) => ({ records: readEntries(cutEntries(chunks), options) }) };
}

/** More than any real file defines; further ones are ignored to limit memory. */
const maxAbbreviations = 10_000;

/** Entries that are not works: shared fields, sets of entries, and instructions to styles. */
const notWorks = /^(?:string|preamble|comment|xdata|set|control|ieeetranbstctl|bibnote)$/;

async function* readEntries(
  entries: AsyncIterable<CutEntry>,
  { readsEntries = false }: FormatOptions,
): AsyncGenerator<SourceRecord> {
  const toRecords = (resolved: ResolvedEntry) => readWork(resolved, readsEntries);
  const abbreviations = new Map<string, string>();
  const resolver = createReferenceResolver();
  for await (const cut of entries) {
    if ("reason" in cut) {
      yield cut;
      continue;
    }
    const { line, text } = cut;
    if (/^@\s*preamble\b/i.test(text)) continue;
    let entry: BibtexEntry;
    try {
      entry = parseEntry(text, abbreviations);
    } catch (error) {
      yield { line, key: findKey(text), reason: `the entry is not BibTeX: ${describeError(error)}` };
      continue;
    }
    if (entry.type !== "string") yield* resolver.add({ line, entry }).flatMap(toRecords);
    else if (abbreviations.size < maxAbbreviations)
      for (const [name, value] of entry.fields) abbreviations.set(name, value);
  }
  yield* resolver.finish().flatMap(toRecords);
}

function readWork({ line, entry, missing }: ResolvedEntry, readsEntries: boolean): SourceRecord[] {
  if (notWorks.test(entry.type)) return [];
  const notices = missing.map((key) => `the file has no entry ${key.slice(0, 100)}, whose fields this one inherits`);
  const key = entry.writtenKey === "" ? {} : { key: entry.writtenKey };
  const facts = readsEntries && { entry: readEntryFacts(entry) };
  return [{ line, ...key, value: toPaper(entry), ...facts, ...(notices.length > 0 && { notices }) }];
}
