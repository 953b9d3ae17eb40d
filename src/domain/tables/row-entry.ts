import type { RecordEntry } from "../collections/record-entry.js";
import { joinNotes, readNoteText } from "../collections/note-text.js";
import type { decisions } from "../collections/entry.js";
import { dropGuard, isEmptyCell, readListCell } from "./cells.js";

/**
 * Reads what a row says for the owner of the table: the columns of our own exports (`entry.note`), those of Zotero
 * (`Notes`, `Manual Tags`, `Automatic Tags`, `Extra`), and names that people and screening programs use.
 */
export function createRowToEntry(header: readonly string[]): (cells: readonly string[]) => RecordEntry {
  const names = header.map(normalize);
  const places = new Map(Object.entries(columns).map(([field, known]) => [field, findPlaces(names, known)] as const));
  return (cells) => {
    const read = (field: keyof typeof columns) =>
      places.get(field)!.flatMap((at) => {
        const cell = dropGuard(cells[at] ?? "");
        return isEmptyCell(cell.trim()) ? [] : [cell.trim()];
      });
    const [decision] = read("decision").flatMap(readDecision);
    return {
      note: joinNotes(read("note").map(readNoteText)),
      tags: read("tags").flatMap(readListCell),
      key: read("key")[0] ?? readExtraKey(read("extra")),
      rating: read("rating").flatMap(readRating)[0],
      isRead: read("isRead").map((cell) => truth.test(cell))[0],
      decision,
      ...(decision === "exclude" && { reason: read("reason")[0] }),
      addedAt: read("addedAt")[0],
      decidedAt: read("decidedAt")[0],
    };
  };
}

/** Names of columns, best first; of our own and Zotero's each one is read, of the others the first. */
const columns = {
  note: ["entry.note", "notes", "note", "my notes", "annotation", "annote", "comments", "comment"],
  tags: ["entry.tags", "manual tags", "automatic tags", "tags", "labels"],
  key: ["entry.key", "citation key", "citationkey", "citekey", "bibtex key", "bibtexkey"],
  rating: ["entry.rating", "rating", "my rating", "ranking", "stars"],
  isRead: ["entry.isread", "is read", "read", "read status", "readstatus", "status read"],
  decision: ["entry.decision", "decision", "screening decision", "included", "inclusion"],
  reason: ["entry.reason", "reason", "exclusion reason", "reason for exclusion"],
  addedAt: ["entry.addedat"],
  decidedAt: ["entry.decidedat"],
  extra: ["extra"],
} as const;

/** A column of our own rules out the others. Tags may be in several columns. */
function findPlaces(names: readonly string[], known: readonly string[]): readonly number[] {
  const found = known.map((name) => names.indexOf(name)).filter((at) => at !== -1);
  const isOwn = found[0] !== undefined && names[found[0]]!.startsWith("entry.");
  return isOwn || !known.includes("manual tags") ? found.slice(0, 1) : found;
}

function normalize(column: string): string {
  return column
    .replace(/^\uFEFF/, "")
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ");
}

const truth = /^(?:true|yes|y|1|x|read|done)$/i;

function readDecision(cell: string): readonly (typeof decisions)[number][] {
  if (/^(?:includ(?:e|ed)|yes|true|1|1\.0)$/i.test(cell)) return ["include"];
  return /^(?:exclud(?:e|ed)|no|false|0|0\.0)$/i.test(cell) ? ["exclude"] : [];
}

/** `4`, `4/5`, `rank4` or four stars. */
function readRating(cell: string): readonly number[] {
  const stars = /^[★*]{1,5}(?=☆*$)/.exec(cell)?.[0].length;
  const number = /^(?:rank)?([1-5])(?:\.0)?(?:\s*\/\s*5)?$/i.exec(cell)?.[1];
  const rating = stars ?? (number === undefined ? undefined : Number(number));
  return rating === undefined ? [] : [rating];
}

function readExtraKey(cells: readonly string[]): string | undefined {
  return /(?:^|\s)citation key:\s*(\S+)/i.exec(cells[0] ?? "")?.[1];
}
