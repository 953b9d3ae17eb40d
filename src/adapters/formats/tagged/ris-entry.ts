import { joinNotes, readNoteText } from "../../../domain/collections/note-text.js";
import type { RecordEntry } from "../../../domain/collections/record-entry.js";
import { readRetractionNote } from "../../../domain/retraction/recognise.js";
import { readKeywords } from "./read-keywords.js";
import type { FieldReader } from "./reference.js";

/** Notes (`N1`, `RN`), keywords, and the citation key that JabRef and others write into `ID`. */
export function readRisEntry(reader: FieldReader): RecordEntry {
  const written = reader.inOrder("N1", "RN");
  const notes = written.map((note) => readNoteText(note.replace(/\n[ \t]+/g, "\n"))).filter((note) => !isFact(note));
  const key = reader.all("ID").find((id) => !isNumber(id));
  return { ...(key !== undefined && { key }), note: joinNotes(notes), tags: readKeywords(reader.all("KW")) };
}

/** A note that is only an identifier, or says that the paper is retracted, is about the paper. */
function isFact(note: string): boolean {
  return /^(?:doi:?\s*|https?:\/\/\S+\/)?10\.\S+$/i.test(note) || readRetractionNote(note).retracted === true;
}

/** EndNote counts its references. */
function isNumber(id: string): boolean {
  return /^\d+$/.test(id);
}
