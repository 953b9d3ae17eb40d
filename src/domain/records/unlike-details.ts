import { compareAbstracts, compareTitles } from "../duplicates/near-duplicates.js";
import { normalizeShownTitle } from "../paper/clean-paper.js";
import type { Paper } from "../paper/paper.js";
import { cleanLatex } from "../text/latex/clean-latex.js";
import { haveSameLetters, isAbbreviation, isBeginning } from "./better-text.js";
import { haveSameSigns, isGenericTitle } from "./distinct-titles.js";

/** Longer titles identify a work by the same author. */
const maxShortTitleWords = 3;
/** Below this, two abstracts or venues have hardly a word in common. */
const minShared = { abstract: 0.1, venue: 0.5 } as const;

/**
 * Whether two records with one title, first author and year are two papers: a sign in the title differs, or the title
 * identifies no work ("Editorial", or any title without author or year) and venue or abstract differ. Other titles, such
 * as one that was edited, are not compared.
 */
export function haveUnlikeDetails(one: Paper, other: Paper): boolean {
  const title = normalizeShownTitle(one.title);
  if (title !== normalizeShownTitle(other.title)) return false;
  if (title === "") return one.title !== other.title;
  if (!haveSameSigns(cleanLatex(one.title), cleanLatex(other.title))) return true;
  const venues = areUnlikeVenues(one.venue, other.venue);
  const abstracts = areUnlikeAbstracts(one.abstract, other.abstract);
  const isAnonymous = one.authors.length === 0 && other.authors.length === 0;
  if (isAnonymous || isGenericTitle(title)) return venues || abstracts;
  return title.split(" ").length <= maxShortTitleWords && venues && abstracts;
}

function areUnlikeVenues(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined || haveSameLetters(one, other)) return false;
  return !isAbbreviation(one, other) && !isAbbreviation(other, one) && compareTitles(one, other) < minShared.venue;
}

function areUnlikeAbstracts(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined || haveSameLetters(one, other)) return false;
  return !isBeginning(one, other) && !isBeginning(other, one) && compareAbstracts(one, other) < minShared.abstract;
}
