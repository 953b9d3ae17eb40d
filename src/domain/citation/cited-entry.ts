import type { Entry } from "../collections/entry.js";
import { type CitedPaper, joinTags, writePlain } from "./cited-paper.js";

/** What a reader says about a paper, as references hold it. */
export type CitedEntry = Readonly<Pick<Entry, "tags" | "isRead">> &
  Readonly<Partial<Pick<Entry, "note" | "key" | "rating" | "decision" | "reason" | "addedAt" | "decidedAt">>>;

/** The keywords and tags of the paper and those of its entry: references hold all of them as keywords. */
export function listKeywords(paper: CitedPaper, entry: CitedEntry | undefined): readonly string[] {
  const keywords = joinTags(paper);
  if (!entry || entry.tags.length === 0) return keywords;
  const known = new Set(keywords.map((keyword) => keyword.toLowerCase()));
  return [...keywords, ...entry.tags.filter((tag) => !known.has(tag.toLowerCase()))];
}

/** The lines of a note, each without white space around it. */
export function listNoteLines(note = ""): readonly string[] {
  return note === "" ? [] : note.split("\n").map((line) => line.replace(/[\s\p{Cc}]+/gu, " ").trim());
}

/** The paper of an entry that the library no longer has. */
export function citeMissing({ id, title, year }: Pick<Entry, "id" | "title" | "year">): CitedPaper {
  const [, kind, value = ""] = /^(doi|arxiv):(.+)$/s.exec(id) ?? [];
  return {
    id,
    title: writePlain(title),
    authors: [],
    categories: [],
    keywords: [],
    ...(year !== undefined && { year }),
    ...(kind === "doi" && { doi: value }),
    ...(kind === "arxiv" && { arxivId: value }),
  };
}
