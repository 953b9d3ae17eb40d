import { matchKinds } from "../../../../domain/search/hit.js";
import type { Work, WorkMatch } from "../../../../domain/follows/work.js";
import type { Ordinal } from "../../../../domain/paper/paper.js";
import { placeOf, toRow } from "./rows.js";

/*
 * Works as lists in JSON, about 60 bytes each. What is absent at the end is left out.
 */

/** In place of an ordinal: that of the work, as of nearly every match. */
const same = -1;
const scoreDigits = 6;

type Absent = null | undefined;
type WrittenMatch = [
  follow: number,
  number: number,
  ordinal: Ordinal | null,
  score: number,
  matchedBy: number,
  later: number,
  like?: Ordinal | Absent,
  gone?: string | Absent,
];
type WrittenWork = [
  place: number,
  ordinal: Ordinal | null,
  at: number,
  isSeen: 0 | 1,
  matches: WrittenMatch[],
  dismissedAt?: number | Absent,
  gone?: string | Absent,
];

export function writeChunk(works: Iterable<Work>): string {
  return JSON.stringify(Array.from(works, writeWork));
}

export function readChunk(inbox: number, text: string): readonly Work[] {
  return (JSON.parse(text) as WrittenWork[]).map((written) => readWork(inbox, written));
}

function writeWork({ number, ordinal, at, isSeen, matches, dismissedAt, gone }: Work): unknown[] {
  const written = matches.map((match) => writeMatch(match, { ordinal, at }));
  return cutAbsent([placeOf(number), ordinal, at, isSeen ? 1 : 0, written, dismissedAt, gone]);
}

function writeMatch(match: WorkMatch, work: Pick<Work, "ordinal" | "at">): unknown[] {
  const { follow, number, score, matchedBy, like, gone } = match;
  const ordinal = match.ordinal !== undefined && match.ordinal === work.ordinal ? same : match.ordinal;
  const kind = matchKinds.indexOf(matchedBy);
  return cutAbsent([follow, number, ordinal, Number(score.toFixed(scoreDigits)), kind, match.at - work.at, like, gone]);
}

function cutAbsent(list: readonly unknown[]): unknown[] {
  return list.slice(0, list.findLastIndex((item) => item !== undefined) + 1);
}

function readWork(inbox: number, [place, head, at, isSeen, matches, dismissedAt, gone]: WrittenWork): Work {
  const ordinal = head ?? undefined;
  return {
    number: toRow(inbox, place),
    ordinal,
    at,
    isSeen: isSeen === 1,
    matches: matches.map((match) => readMatch(match, { ordinal, at })),
    ...(typeof dismissedAt === "number" && { dismissedAt }),
    ...(typeof gone === "string" && { gone }),
  };
}

function readMatch(written: WrittenMatch, work: Pick<Work, "ordinal" | "at">): WorkMatch {
  const [follow, number, ordinal, score, kind, later, like, gone] = written;
  return {
    follow,
    number,
    ordinal: ordinal === same ? work.ordinal : (ordinal ?? undefined),
    score,
    matchedBy: matchKinds[kind]!,
    at: work.at + later,
    ...(typeof like === "number" && { like }),
    ...(typeof gone === "string" && { gone }),
  };
}
