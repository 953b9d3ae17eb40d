import { deriveDetailedId, deriveHashId, normalizeShownTitle } from "../paper/clean-paper.js";
import { isDerivedId } from "../paper/id.js";
import type { Paper } from "../paper/paper.js";
import { type Author, areSamePerson, joinNameWords, listAuthors } from "../person/same-person.js";
import { haveSameLetters } from "./better-text.js";
import { haveUnlikeDetails } from "./unlike-details.js";
import { areSameWork } from "./same-work.js";
import { type Trust, trustLevels } from "./trust.js";

export interface PlacedRecord {
  readonly paper: Paper;
  /** Whether the caller named the paper. */
  readonly isNamed: boolean;
  readonly trust: Trust;
}

/** Where a record belongs. */
export interface Placement<Known> {
  /** The stored paper that it describes; a new paper without one. */
  readonly same?: Known;
  /** The id under which the paper is stored from now on. */
  readonly id: string;
  /** Another work that has an identifier of this record. */
  readonly other?: Known;
}

interface Stored {
  readonly paper: Paper;
}

/**
 * Finds the stored paper that a record describes.
 *
 * A name given by the caller decides. Otherwise two records are one paper by arXiv id or DOI, unless titles and authors
 * say that they are different works: then the identifier is wrong in one of them, both are kept, and the record gets
 * an id without it. A record with neither is compared by title, first author and year.
 *
 * A paper with a derived id takes the name that the caller gives it later. Two names stay two papers, even with one
 * DOI, because the caller will ask for both.
 *
 * @param candidates stored papers with the id, an identifier, or the title of the record
 */
export function placeRecord<S extends Stored>(
  { paper, isNamed, trust }: PlacedRecord,
  candidates: readonly S[],
): Placement<S> {
  const exact = candidates.find((stored) => stored.paper.id === paper.id);
  if (exact && (isNamed || !isDerivedId(paper.id))) return { same: exact, id: paper.id };
  const hasName = isNamed && !isDerivedId(paper.id);
  const sharing = candidates.filter((stored) => stored === exact || shareIdentifier(stored.paper, paper));
  const isOwn = trust === trustLevels.own;
  const same = findSame(paper, { exact, candidates: hasName ? sharing : candidates, isOwn });
  if (same && !(hasName && !isDerivedId(same.paper.id))) {
    return { same, id: hasName ? paper.id : same.paper.id };
  }
  const [other] = sharing;
  if (isNamed || other === undefined) return { id: paper.id, ...(other && { other }) };
  if (!isDerivedId(paper.id)) return { id: paper.id, other };
  const id = deriveUnsharedId(paper, sharing);
  const holder = candidates.find((stored) => stored.paper.id === id);
  return { id: holder && haveUnlikeDetails(holder.paper, paper) ? deriveDetailedId(paper) : id, other };
}

function findSame<S extends Stored>(
  paper: Paper,
  {
    exact,
    candidates,
    isOwn,
  }: { readonly exact: S | undefined; readonly candidates: readonly S[]; readonly isOwn: boolean },
): S | undefined {
  if (exact && isExact(exact.paper, paper)) return exact;
  return candidates.find(
    (stored) => areSamePaper(stored.paper, paper) || (isOwn && isToldByArxivId(stored.paper, paper)),
  );
}

/** The caller's own arXiv id is meant: where no authors contradict, a version may have quite another title. */
function isToldByArxivId(stored: Paper, paper: Paper): boolean {
  const isSame = paper.arxivId !== undefined && paper.arxivId === stored.arxivId;
  return isSame && (stored.authors.length === 0 || paper.authors.length === 0);
}

/** One derived id, unless another identifier, or title and authors, contradict it. */
function isExact(stored: Paper, paper: Paper): boolean {
  if (differ(stored.arxivId, paper.arxivId)) return false;
  if (paper.id.startsWith("sha256:")) return !differ(stored.doi, paper.doi) && !haveUnlikeDetails(stored, paper);
  return areSameWork(stored, paper);
}

/**
 * Whether two records describe the same paper: compared by arXiv id if both have one, else by DOI if both have one,
 * else, if one of them has neither, by title, first author and year.
 */
export function areSamePaper(one: Paper, other: Paper): boolean {
  if (one.arxivId !== undefined && other.arxivId !== undefined) {
    return one.arxivId === other.arxivId && areSameWork(one, other);
  }
  if (one.doi !== undefined && other.doi !== undefined) return one.doi === other.doi && areSameWork(one, other);
  return (isBare(one) || isBare(other)) && haveSameCitation(one, other);
}

function isBare({ arxivId, doi }: Paper): boolean {
  return arxivId === undefined && doi === undefined;
}

/** Author and year may be missing only in both, and only where the title is all that either has. */
function haveSameCitation(one: Paper, other: Paper): boolean {
  const title = normalizeShownTitle(one.title);
  if (title === "" || title !== normalizeShownTitle(other.title) || one.year !== other.year) return false;
  if (haveUnlikeDetails(one, other)) return false;
  const areBare = isBare(one) && isBare(other);
  if (one.year === undefined && !areBare) return false;
  const [authors, others] = [listPersons(one), listPersons(other)];
  const [[first], [second]] = [authors, others];
  if (first !== undefined && second !== undefined && areSamePerson(first, second)) return true;
  if (first !== undefined && joinNameWords(authors) === joinNameWords(others)) return true;
  if (one.abstract !== undefined && other.abstract !== undefined) return haveSameLetters(one.abstract, other.abstract);
  // Front matter has no authors, and its title is that of many volumes.
  if (first !== undefined || second !== undefined) return false;
  return areBare ? !differ(one.venue, other.venue) : one.venue !== undefined && one.venue === other.venue;
}

/** Authors without "[Anonymous]", which programs leave out. */
function listPersons(paper: Paper): Author[] {
  return listAuthors(paper).filter(({ name }) => !/^\W*anon(?:ymous)?\W*$/i.test(name));
}

function shareIdentifier(one: Paper, other: Paper): boolean {
  return (
    (one.arxivId !== undefined && one.arxivId === other.arxivId) || (one.doi !== undefined && one.doi === other.doi)
  );
}

function differ(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

/** The DOI if only the arXiv id belongs to another work, else the hash. */
function deriveUnsharedId(paper: Paper, sharing: readonly Stored[]): string {
  const isShared = sharing.some((stored) => stored.paper.doi === paper.doi);
  return paper.doi === undefined || isShared ? deriveHashId(paper) : `doi:${paper.doi}`;
}
