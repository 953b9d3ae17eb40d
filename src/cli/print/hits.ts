import type { Paper } from "../../domain/paper/paper.js";
import type { Explanation, Hit } from "../../domain/search/answer.js";
import { cleanLine, cleanPaperText, countColumns, cutText, wrapText } from "../../terminal/fit-text.js";
import type { Paint } from "../../terminal/paint.js";

export interface HitsLayout {
  readonly columns: number;
  readonly paint: Paint;
  /** Hits skipped before the first one; ranks continue from there. */
  readonly offset: number;
}

/** Why a paper was found. */
export const matched: Record<Hit["matchedBy"], string> = {
  keyword: "by keyword",
  meaning: "by meaning",
  both: "by keyword and meaning",
  exact: "exact match",
  author: "by author",
  filter: "by filter",
};

const authorsNamed = 3;

/** A list for people: rank and title, authors with venue and year, then score, reason of the match, and id. */
export function formatHits(hits: readonly Hit[], layout: HitsLayout): string {
  const rankWidth = String(layout.offset + hits.length).length;
  return hits
    .map((hit, index) => formatHit(hit, { ...layout, rank: String(layout.offset + index + 1).padStart(rankWidth) }))
    .join("\n\n");
}

function formatHit(
  { paper, score, matchedBy, duplicates = [], explanation, because }: Hit,
  { columns, paint, rank }: HitsLayout & { readonly rank: string },
): string {
  const margin = " ".repeat(rank.length + 2);
  const room = Math.max(20, columns - margin.length);
  const title = wrapText(cleanPaperText(paper.title), room).map(paint.bold);
  const about = formatAbout(paper, room);
  const mark = paper.retracted ? "RETRACTED · " : "";
  const facts = cutText(`${mark}${score.toFixed(3)} · ${matched[matchedBy]} · ${cleanLine(paper.id)}`, room);
  const folded =
    duplicates.length === 0 ? [] : [paint.dim(cutText(`also as ${duplicates.map(cleanLine).join(", ")}`, room))];
  const reason = because
    ? wrapText(`like “${cleanPaperText(because.title)}” (${because.similarity.toFixed(2)})`, room)
    : [];
  const lines = [...title, ...(about === "" ? [] : [about]), paint.dim(facts), ...reason.map(paint.dim), ...folded];
  if (explanation) lines.push(...formatExplanation(explanation, room).map(paint.dim));
  return lines.map((line, index) => (index === 0 ? `${rank}. ` : margin) + line).join("\n");
}

/** Authors, venue and year on one line. Shortens the authors if the line is full, because venue and year matter more than a fourth author. */
export function formatAbout({ authors, venue, year }: Paper, room: number): string {
  const outlet = [venue, year]
    .filter((part) => part !== undefined)
    .map((part) => cleanLine(String(part)))
    .join(" · ");
  if (authors.length === 0 || outlet === "") return cutText(outlet || nameAuthors(authors, room), room);
  const left = room - countColumns(outlet) - 3;
  if (left < 12) return cutText(`${nameAuthors(authors, room)} · ${outlet}`, room);
  return `${cutText(nameAuthors(authors, left), left)} · ${outlet}`;
}

/** As many names as fit, at most three, and the number of further ones; if none fits, names to be cut off. */
function nameAuthors(authors: readonly string[], room: number): string {
  for (let named = Math.min(authorsNamed, authors.length); named > 0; named -= 1) {
    const names = authors.slice(0, named).map(cleanLine).join(", ");
    const text = named < authors.length ? `${names} and ${authors.length - named} more` : names;
    if (countColumns(text) <= room) return text;
  }
  return authors.slice(0, authorsNamed).map(cleanLine).join(", ");
}

/** Explains a hit: the nearest sentence, the matched words, and the share of each kind of evidence. */
function formatExplanation(explanation: Explanation, room: number): string[] {
  const { sentence, keyword, meaning, feedback, evidence } = explanation;
  const parts = Object.entries({ words: keyword, meaning, feedback }).flatMap(([name, part]) => {
    const added = part ? (part.share * part.weight).toFixed(2).replace("-0.00", "0.00") : undefined;
    return part ? [`${name} ${added}${"rank" in part ? ` (rank ${part.rank})` : ""}`] : [];
  });
  return [
    ...(sentence ? wrapText(`“${cutText(cleanPaperText(sentence.text), 3 * room - 6)}”`, room) : []),
    ...(keyword && keyword.words.length > 0 ? wrapText(`words: ${keyword.words.map(cleanLine).join(", ")}`, room) : []),
    ...(evidence === undefined ? [] : wrapText(`evidence ${evidence.toFixed(2)} = ${parts.join(" + ")}`, room)),
  ];
}
