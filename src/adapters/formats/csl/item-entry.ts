import { readNoteText } from "../../../domain/collections/note-text.js";
import { keyPattern } from "../../../domain/collections/entry.js";
import type { RecordEntry } from "../../../domain/collections/record-entry.js";
import { readRetractionNote } from "../../../domain/retraction/recognise.js";
import { cleanMarkup } from "../../../domain/text/clean-markup.js";
import { type JsonFields, readText, readTexts } from "../json/fields.js";
import { splitKeywords } from "./item.js";
import { readExtra } from "./note-lines.js";

/** What an item says for its owner. Zotero writes its field Extra, which may hold the citation key, into the note. */
export function toEntry(item: JsonFields): RecordEntry {
  const extra = readExtra(readText(item["note"]));
  const note = readNoteText(extra.text);
  const ids = [readText(item["citation-key"]), extra.key, readText(item["id"])];
  return {
    key: ids.find((id) => id !== undefined && isKey(id)),
    ...(readRetractionNote(note).retracted !== true && { note }),
    tags: readTexts(item["keyword"]).flatMap((text) => splitKeywords(cleanMarkup(text))),
  };
}

/** Not a number, an address, an id of paperkin, or the number that a program gives: `ITEM-1`, `ABCD2345`. */
function isKey(id: string): boolean {
  return keyPattern.test(id) && !/^(?:\d+|ITEM-\d+|[a-z]+:.*|[^/]*\/.*|[A-Z\d]{8})$/.test(id);
}
