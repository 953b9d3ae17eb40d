import { foldCase, foldText } from "../text/fold-text.js";
import { knownVenues } from "./known-venues.js";

/** The names of venues: which of them are one venue. */
export interface VenueNames {
  /** Equal for names of one venue: the key of a known venue, or the name itself, ignoring case. */
  toKey(name: string): string;
  /** The usual name of a known venue; `undefined` for any other. */
  findKnown(name: string): string | undefined;
}

/**
 * The known venues and those of the user, whose names are added to a known venue if one of them is a name of it.
 *
 * @param aliases the names of one venue each, the one to show first
 */
export function createVenueNames(aliases: readonly (readonly string[])[] = []): VenueNames {
  const usual = new Map<string, string>();
  for (const names of [...knownVenues, ...aliases]) {
    const known = names.map((name) => usual.get(reduceName(name))).find((name) => name !== undefined);
    for (const name of names) usual.set(reduceName(name), known ?? names[0]!);
  }
  const recent = new Map<string, string | undefined>();
  const findKnown = (name: string): string | undefined => {
    if (recent.has(name)) return recent.get(name);
    const found = find(usual, name);
    if (recent.size === maxRecent) recent.clear();
    recent.set(name, found);
    return found;
  };
  return {
    findKnown,
    toKey(name) {
      const known = findKnown(name);
      return known === undefined ? foldCase(name) : `= ${known}`;
    },
  };
}

/** A library has few venues, each of many papers. */
const maxRecent = 1_000;
const maxNameLength = 300;

/** Part of a meeting with papers of its own. */
const partOfMeeting =
  /\b(?:workshops?|wkshps?|wksp|tutorials?|companion|adjunct|doctoral|student|demos?|demonstrations?|challenges?|competitions?|satellite|findings|extended abstracts|late.breaking|(?:spring|summer|fall|winter) symposi(?:um|a)|srw|submitted|under review|rejected|withdrawn)\b/;

/** Whether the name is that of a workshop or another part of a meeting. */
export function isPartOfMeeting(name: string): boolean {
  return partOfMeeting.test(foldText(name));
}

function find(usual: ReadonlyMap<string, string>, name: string): string | undefined {
  if (name.length > maxNameLength) return undefined;
  const whole = usual.get(reduceName(name));
  if (whole !== undefined) return whole;
  const folded = foldText(name);
  if (/^(?:e-?prints? )?(?:arxiv|corr)(?=[\d:]|\s(?:abs|preprint|e-?prints?|arxiv|[a-z-]+\.[a-z]{2})\b)/.test(folded))
    return usual.get("arxiv");
  if (partOfMeeting.test(folded)) return undefined;
  // `Computer Vision – ECCV 2014`; `Proceedings of the 34th …, ICML 2017, Sydney`
  const segments = folded.split(/[,:;()[\]]|\s[-–—]\s/).filter((segment) => /\p{L}/u.test(segment));
  return segments.map((segment) => usual.get(reduceName(segment))).find((found) => found !== undefined);
}

/** The name without what differs from year to year and from citation to citation. */
function reduceName(name: string): string {
  return foldText(name)
    .replace(/&/g, " and ")
    .replace(/['’](?=\d\d\b)/g, " ")
    .replace(/[^\p{L}\p{N}\s]+/gu, " ")
    .replace(/\b([a-z]{2,})(?![a-z])(?:(?:19|20)\d\d|(?<=^[a-z]+)\d\d)\b/g, "$1")
    .replace(edition, " ")
    .replace(/^\s*(?:in )?(?:the )?(?:proceedings?|procs?)(?:\s+of)?(?:\s+the)?(?=\s)/, " ")
    .replace(edition, " ")
    .replace(/^\s*(?:(?:the|ieee|acm|cvf|rsj|usenix)\s+)+(?=\S)/, "")
    .replace(/\b(?:intl|int) conf\b/g, "international conference")
    .replace(/\bconf\b/g, "conference")
    .replace(/\s+/g, " ")
    .trim();
}

const edition = new RegExp(
  "\\b(?:(?:19|20)\\d\\d|\\d{1,3}(?:st|nd|rd|th)|annual|" +
    "(?:(?:twenty|thirty|forty|fifty|sixty|seventy) )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|" +
    "tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|(?:twen|thir|for|fif|six|seven)tieth|" +
    "main(?: conference| track)|long papers|short papers|volume \\d+|vol \\d+|poster|oral|spotlight|datasets and benchmarks track)\\b|" +
    "(?<=\\s)\\d{1,2}$",
  "g",
);
