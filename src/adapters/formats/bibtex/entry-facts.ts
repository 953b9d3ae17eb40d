import type { RecordEntry } from "../../../domain/collections/record-entry.js";
import { isExtraField } from "../../../domain/collections/extra-field.js";
import { joinNotes, readNoteText } from "../../../domain/collections/note-text.js";
import { readRetractionNote } from "../../../domain/retraction/recognise.js";
import { cleanLatex } from "../../../domain/text/latex/clean-latex.js";
import { cleanField } from "./field-text.js";
import { splitKeywords } from "./keywords.js";
import type { BibtexEntry } from "./parse-entry.js";

/**
 * What the owner of the file says about the paper: notes as Zotero (`annote`), BibLaTeX (`annotation`), JabRef
 * (`comment`, `comment-ada`, `review`) and Papers (`notes`) write them, keywords and groups, rating and read status.
 */
export function readEntryFacts({ writtenKey, fields }: BibtexEntry): RecordEntry {
  const names = [...fields.keys()];
  const notes = names.filter((name) => noteField.test(name)).map((name) => readNote(fields.get(name)!));
  const tags = tagFields.flatMap((name) => splitKeywords(fields.get(name) ?? ""));
  const note = joinNotes([...notes, readPlainNote(fields.get("note"))]);
  return {
    key: writtenKey === "" ? undefined : writtenKey,
    note,
    tags: [...tags, ...readPriority(fields)],
    rating: readRating(fields),
    isRead: readStatus(fields),
  };
}

type Fields = BibtexEntry["fields"];

const noteField = /^(?:annote|annotation|comment(?:-[\w.@-]+)?|comments|review|notes)$/;
const tagFields = ["keywords", "keyword", "mendeley-tags", "tags", "groups", "mendeley-groups"];

/**
 * A line that is indented continues the one before, as programs wrap values. LaTeX is read line by line; `\par` is a
 * break.
 */
function readNote(value: string): string {
  const lines = value
    .replace(/\r\n?/g, "\n")
    .replace(/\n[ \t]+(?=\S)/g, " ")
    .split(/\n|\\par(?![A-Za-z])\s*|\\\\(?=\s|$)/)
    .map((line) => (latex.test(line) ? cleanLatex(line, { strict: true }) : line).trim());
  return readNoteText(lines.join("\n"));
}

const latex = /[\\{}$~]|--|``|''/;

/** Zotero writes fields that BibTeX lacks into `note`, one `Name: value` per line; those are about the paper. */
function readPlainNote(value = ""): string {
  const text = readNote(value);
  if (readRetractionNote(text).retracted) return "";
  const lines = text.split("\n").filter((line) => !isExtraField(line) && !identifier.test(line));
  return lines.join("\n").trim();
}

/** `arXiv:2301.01234 [cs]`, `DOI 10.1000/1`, an address. */
const identifier = /^(?:https?:\S+|(?:arxiv|doi)\b.{0,60})$/i;

/** JabRef's `ranking = {rank4}`, and the `rating` of BibDesk and Papers, of which 0 is none. */
function readRating(fields: Fields): number | undefined {
  const rank = /^rank([1-5])$/i.exec(cleanField(fields.get("ranking") ?? ""))?.[1];
  const rating = /^[1-5]$/.exec(cleanField(fields.get("rating") ?? ""))?.[0];
  const given = rank ?? rating;
  return given === undefined ? undefined : Number(given);
}

function readStatus(fields: Fields): boolean | undefined {
  const status = cleanField(fields.get("readstatus") ?? "").toLowerCase();
  if (status !== "") return status === "read";
  const read = cleanField(fields.get("read") ?? "").toLowerCase();
  return read === "" ? undefined : /^(?:1|true|yes|read)$/.test(read);
}

/** JabRef's priority has no place of its own, and becomes a tag: `prio1`. */
function readPriority(fields: Fields): readonly string[] {
  const priority = cleanField(fields.get("priority") ?? "").toLowerCase();
  return /^prio[1-5]$/.test(priority) ? [priority] : [];
}
