import { isRanked } from "../../domain/follows/follow-kind.js";
import type { Follow } from "../../domain/follows/follow.js";
import type { MatchedPaper, MatchReason, TriedPaper } from "../../domain/follows/inbox.js";
import { formatCount, formatPapers } from "../../domain/text/amounts.js";
import { cleanLine, cleanPaperText, cutText, wrapText } from "../../terminal/fit-text.js";
import { createPaint, type Paint } from "../../terminal/paint.js";
import type { Terminal } from "../../terminal/terminal.js";
import { formatAbout, matched } from "./hits.js";

export interface FollowsLayout {
  readonly columns: number;
  readonly paint: Paint;
}

export function layOutFollows({ columns, colours }: Pick<Terminal, "columns" | "colours">): FollowsLayout {
  return { columns, paint: createPaint(colours) };
}

/** A block for each follow: its id and name, what it watches, its counts and state. */
export function formatFollows(follows: readonly Follow[], layout: FollowsLayout): string {
  return follows.map((follow) => formatFollow(follow, layout)).join("\n\n");
}

export function formatFollow(follow: Follow, { columns, paint }: FollowsLayout): string {
  const { id, name, isPaused, state } = follow;
  const room = Math.max(20, columns - 2);
  const heading = `${id}  ${paint.bold(cutText(cleanPaperText(name), Math.max(20, columns - id.length - 2)))}`;
  const lines = [
    ...wrapText(describeTarget(follow), room),
    ...wrapText(`${isPaused ? "paused · " : ""}${countMatches(follow)}`, room),
    ...(state ? wrapText(describeSource(state), room) : []),
  ];
  return [heading, ...lines.map((line) => `  ${paint.dim(line)}`)].join("\n");
}

/** `question graph networks · yearFrom 2024 · score at least 0.4` */
function describeTarget({ kind, mode, filter = {}, minScore, ...follow }: Follow): string {
  const target = { ...follow, question: follow.query }[kind] ?? "";
  const limits = Object.entries(filter).map(([field, value]) => `${field} ${writeValue(value)}`);
  const parts = [
    `${kind} ${cleanLine(target)}`,
    ...(mode === undefined || mode === "hybrid" ? [] : [mode]),
    ...limits.map(cleanLine),
    ...(minScore === undefined ? [] : [`score at least ${minScore}`]),
  ];
  return parts.join(" · ");
}

function writeValue(value: unknown): string {
  if (Array.isArray(value)) return value.join(" or ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function countMatches({ matches, new: unseen, lastMatchAt }: Follow): string {
  if (matches === 0) return "nothing yet";
  const last = lastMatchAt === undefined ? "" : ` · the last on ${writeTime(lastMatchAt)}`;
  return `${formatPapers(matches)}, ${formatCount(unseen)} new${last}`;
}

function describeSource(state: NonNullable<Follow["state"]>): string {
  const { lastRunAt, nextRunAt, papers, error } = state;
  const last = lastRunAt === undefined ? "not fetched yet" : `fetched on ${writeTime(lastRunAt)}`;
  const found = papers === undefined ? "" : ` (${formatPapers(papers)})`;
  return `${last}${found} · next on ${writeTime(nextRunAt)}${error === undefined ? "" : ` · ${cleanLine(error)}`}`;
}

/** `2026-11-30 19:58 UTC` */
function writeTime(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}

/** A numbered list: title, authors with venue and year, when it matched, and why. */
export function formatMatched(papers: readonly (MatchedPaper | TriedPaper)[], layout: FollowsLayout): string {
  const width = String(papers.length).length;
  return papers
    .map((found, at) => formatPaper(found, { ...layout, rank: String(at + 1).padStart(width) }))
    .join("\n\n");
}

function formatPaper(
  found: MatchedPaper | TriedPaper,
  { columns, paint, rank }: FollowsLayout & { readonly rank: string },
): string {
  const { paper, matches, versions = [] } = found;
  const margin = " ".repeat(rank.length + 2);
  const room = Math.max(20, columns - margin.length);
  const about = formatAbout(paper, room);
  const since = "matchedAt" in found ? [found.isNew && "new", writeTime(found.matchedAt)] : [];
  const facts = [paper.retracted && "RETRACTED", ...since, cleanLine(paper.id)];
  const lines = [
    ...wrapText(cleanPaperText(paper.title), room).map(paint.bold),
    ...(about === "" ? [] : [about]),
    paint.dim(cutText(facts.filter(Boolean).join(" · "), room)),
    ...matches.flatMap((match) => wrapText(explainMatch(match), room)).map(paint.dim),
    ...(versions.length === 0 ? [] : [paint.dim(cutText(`also as ${versions.map(cleanLine).join(", ")}`, room))]),
  ];
  return lines.map((line, index) => (index === 0 ? `${rank}. ` : margin) + line).join("\n");
}

/** `graph networks: 0.84, strong, by keyword and meaning (graph, networks)` */
function explainMatch({ name, kind, score, strength, matchedBy, words = [], like }: MatchReason): string {
  const told = cutText(cleanPaperText(name), 60);
  if (!isRanked(kind)) return `${kind}: ${told}`;
  const shared = words.length === 0 ? "" : ` (${words.map(cleanLine).join(", ")})`;
  const near = like && like.title !== name ? `, like “${cleanPaperText(like.title)}”` : "";
  return `${told}: ${score.toFixed(2)}, ${strength}, ${matched[matchedBy]}${shared}${near}`;
}
