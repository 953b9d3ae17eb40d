import { hashPaper, orderFields, type PaperHashes } from "../paper/clean-paper.js";
import { parseArxivId, parseDoi } from "../paper/id.js";
import { type Paper, paperLimits } from "../paper/paper.js";
import { isNoTitle } from "../paper/empty-value.js";
import { cleanMarkup } from "../text/clean-markup.js";
import { classifyVenue } from "../venue/venue-kind.js";
import { inferWorkType } from "../paper/work-type.js";
import { haveSameCharacters, haveSameLetters, isAbbreviation, isBeginning, isStub, losesCase } from "./better-text.js";
import { mergeAuthors } from "./merge-authors.js";
import { chooseRetraction, mergeExtra } from "./merge-own-fields.js";
import { isAcronym, isMangled, isRetracted, trimNote, trimRetraction } from "./poorer-text.js";
import {
  compareRecords,
  isBetterSource,
  type KeptRecord,
  mayComplete,
  mayReplace,
  type Merge,
  type NewRecord,
  restoresCase,
} from "./merge-rights.js";
import { type FieldTrust, raiseTrust } from "./trust.js";

export interface MergedRecord extends PaperHashes {
  readonly paper: Paper;
  readonly version?: number;
  readonly trust: FieldTrust;
}

/**
 * Merges another record of a stored paper into it, under the stored id. A record adds and corrects; it never erases:
 * a missing field says nothing, and a field with a value replaces the stored one if its source is at least as trusted
 * and as new, and its value not poorer. Lists are joined. Merging the same record again changes nothing.
 */
export function mergeRecords(kept: KeptRecord, incoming: NewRecord): MergedRecord {
  const { paper: stored } = kept;
  const { paper: given } = incoming;
  const merge = compareRecords(kept, incoming);
  const ids = { doi: chooseDoi(merge), arxivId: chooseArxivId(merge) };
  const authors = mergeAuthors(stored, given, {
    mayReplace: mayReplace(merge, "authors"),
    mayComplete: mayComplete(merge),
  });
  const venue = chooseVenue(merge);
  const merged = orderFields({
    id: stored.id,
    title: chooseTitle(merge),
    abstract: chooseAbstract(merge),
    ...authors,
    ...chooseTime(merge),
    venue,
    type: chooseType(merge, venue),
    categories: joinLists(merge, "categories"),
    keywords: joinLists(merge, "keywords"),
    ...ids,
    url: chooseUrl(merge, ids),
    tags: joinLists(merge, "tags"),
    extra: mergeExtra(merge),
    ...chooseRetraction(merge),
  });
  const version = pickNewer(kept.version, incoming.version);
  const trust = raiseTrust(kept, { paper: merged, trust: incoming.trust });
  return { paper: merged, ...(version !== undefined && { version }), trust, ...hashPaper(merged) };
}

/** A record without a version counts as the stored one. */
function pickNewer(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}

function chooseTitle(merge: Merge): string {
  const { kept, incoming } = merge;
  const [title, given] = [kept.paper.title, incoming.paper.title];
  if (isNoTitle(title) !== isNoTitle(given)) return isNoTitle(title) ? given : title;
  if (restoresCase(merge, "title")) return given;
  if (!mayReplace(merge, "title") || isMangled(given, title)) return title;
  if (!merge.isOwn && losesNews(given, title)) return title;
  if (losesCase(given, title) && !(merge.isOwn && !haveSameCharacters(title, given))) return title;
  if (trimNote(title) !== title && haveSameLetters(trimNote(title), given)) return given;
  if (haveSameLetters(title, given)) {
    // PubMed ends titles with a full stop.
    return isBetterSource(merge, "title") || title === `${given}.` ? given : title;
  }
  return isBeginning(given, title) && !merge.isOwn ? title : given;
}

/** Whether a title only adds a note to the stored one, or lacks its mark of a retraction. */
function losesNews(given: string, title: string): boolean {
  if (trimNote(given) !== given && haveSameLetters(trimNote(given), title)) return true;
  return isRetracted(title) && !isRetracted(given) && haveSameLetters(given, trimRetraction(title));
}

function chooseAbstract(merge: Merge): string | undefined {
  const [abstract, given] = [merge.kept.paper.abstract, merge.incoming.paper.abstract];
  if (abstract === undefined || given === undefined) return abstract ?? given;
  if (!mayReplace(merge, "abstract") || isStub(given, abstract) || isMangled(given, abstract)) return abstract;
  if (losesCase(given, abstract)) return abstract;
  return haveSameLetters(abstract, given) && !isBetterSource(merge, "abstract") ? abstract : given;
}

type Time = Pick<Paper, "year" | "date">;

/** Year and date are one field; the more precise of two equal dates stays. */
function chooseTime(merge: Merge): Time {
  const { year, date } = merge.kept.paper;
  const { year: givenYear, date: givenDate } = merge.incoming.paper;
  const replaces = mayReplace(merge, "year");
  if (givenDate !== undefined) {
    if (date === undefined) {
      const isSameYear = year === undefined || givenYear === undefined || year === givenYear;
      return isSameYear || replaces ? { year: givenYear ?? year, date: givenDate } : { year, date };
    }
    if (givenDate.startsWith(date)) return { year: year ?? givenYear, date: givenDate };
    return replaces && !date.startsWith(givenDate)
      ? { year: givenYear ?? year, date: givenDate }
      : { year: year ?? givenYear, date };
  }
  if (givenYear === undefined || year === undefined || givenYear === year) return { year: year ?? givenYear, date };
  if (date === undefined) return { year: replaces ? givenYear : year };
  // A date is more precise than a mere year, and must not contradict it.
  return isBetterSource(merge, "year") ? { year: givenYear, date: String(givenYear) } : { year, date };
}

function chooseVenue(merge: Merge): string | undefined {
  const [venue, given] = [merge.kept.paper.venue, merge.incoming.paper.venue];
  if (venue === undefined || given === undefined) return venue ?? given;
  if (restoresCase(merge, "venue")) return given;
  if (!mayReplace(merge, "venue") || isMangled(given, venue)) return venue;
  if (losesCase(given, venue) && !isPreprints(venue)) {
    // `PLOS ONE` and `ICML` are names in capitals.
    const isName = given.split(" ").length < 3;
    if (haveSameCharacters(venue, given) || !(isName || isBetterSource(merge, "venue"))) return venue;
  }
  if (haveSameLetters(venue, given)) return isBetterSource(merge, "venue") ? given : venue;
  if (isAbbreviation(given, venue) || isAcronym(given, venue)) return venue;
  return isPreprints(given) && !isPreprints(venue) ? venue : given;
}

function isPreprints(venue: string): boolean {
  return classifyVenue(venue) === "preprints";
}

/** A type that the venue implies adds nothing. The type of another venue says nothing about the stored one. */
function chooseType(merge: Merge, venue: string | undefined): Paper["type"] {
  const { kept, incoming } = merge;
  const given = incoming.paper.type;
  const isOfVenue = incoming.paper.venue === undefined || incoming.paper.venue === venue;
  const isUnknown = kept.paper.type === undefined && kept.paper.venue === undefined;
  const isAllowed = isUnknown || mayReplace(merge, "type");
  const type = given !== undefined && isOfVenue && isAllowed ? given : kept.paper.type;
  return type === inferWorkType({ venue }) ? undefined : type;
}

/** Lists of an older record complete only what is empty. */
function joinLists({ kept, incoming, isOlder: old }: Merge, field: "categories" | "keywords" | "tags"): string[] {
  const stored = kept.paper[field] ?? [];
  const given = incoming.paper[field] ?? [];
  if (given.length === 0 || (stored.length > 0 && old)) return stored;
  // References hold tags as keywords.
  const tags = field === "keywords" ? (kept.paper.tags ?? []) : [];
  const known = new Set([...stored, ...tags].map(foldItem));
  const added = given.filter((item) => !known.has(foldItem(item)) && known.add(foldItem(item)));
  return added.length === 0 ? stored : [...stored, ...added].slice(0, paperLimits.listLength);
}

/** Two items that differ only in case, markup or what ends them are one. */
function foldItem(item: string): string {
  return cleanMarkup(item)
    .toLowerCase()
    .replace(/(?<![\s,;.])[\s,;.]+$/, "");
}

/** A DOI identifies the paper, so only a better source corrects it; arXiv's own DOI gives way to the publisher's. */
function chooseDoi(merge: Merge): string | undefined {
  const { kept, incoming } = merge;
  const [doi, given] = [kept.paper.doi, incoming.paper.doi];
  if (doi === undefined || given === undefined || doi === given) return doi ?? given;
  const isArxivs = (one: string) => parseArxivId(one) !== undefined;
  if (isArxivs(doi) !== isArxivs(given)) return isArxivs(doi) ? given : doi;
  return isBetterSource(merge, "doi") && kept.paper.id !== `doi:${doi}` ? given : doi;
}

function chooseArxivId(merge: Merge): string | undefined {
  const { kept, incoming } = merge;
  const [id, given] = [kept.paper.arxivId, incoming.paper.arxivId];
  if (id === undefined || given === undefined) return id ?? given;
  return isBetterSource(merge, "arxivId") && kept.paper.id !== `arxiv:${id}` ? given : id;
}

/** An address that only restates the DOI or arXiv id adds nothing. */
function chooseUrl(merge: Merge, ids: Pick<Paper, "doi" | "arxivId">): string | undefined {
  const [url, given] = [merge.kept.paper.url, merge.incoming.paper.url];
  const restates = (written: string) => {
    const address = decodeAddress(written);
    const arxivId = parseArxivId(address)?.id;
    return arxivId === undefined ? parseDoi(address) === ids.doi && ids.doi !== undefined : arxivId === ids.arxivId;
  };
  if (given === undefined || restates(given)) return url;
  if (url === undefined || restates(url)) return given;
  if (isDerived(given) && !merge.isOwn) return url;
  return mayReplace(merge, "url") && normalizeUrl(url) !== normalizeUrl(given) ? given : url;
}

/** PubMed's address of a record, which its formats derive from the number. */
function isDerived(url: string): boolean {
  return /^https:\/\/pubmed\.ncbi\.nlm\.nih\.gov\/\d+\/?$/.test(url);
}

function normalizeUrl(url: string): string {
  return decodeAddress(url)
    .replace(/^http:/, "https:")
    .replace(/\/$/, "");
}

/** Programs encode signs such as `<` and `[`, which DOIs and addresses may contain. */
function decodeAddress(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
