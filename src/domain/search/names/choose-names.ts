import type { NameToken } from "../../person/name-tokens.js";
import type { FoundNames, FoundSpan, NamedAuthors, NameSpan } from "./author-names.js";

type Chosen = NamedAuthors["spans"][number];

export interface ChosenNames {
  readonly spans: readonly Chosen[];
  /** Whether nothing but how rare the words are tells that they are names. */
  readonly isGuess: boolean;
}

export interface ReadNames {
  readonly tokens: readonly NameToken[];
  readonly found: FoundNames;
  /** The number of papers whose text, apart from their authors, has the word of a token. */
  readonly countMentions: (token: number) => number;
}

/**
 * The names among the words of a text. Most words that are a name of somebody are not meant as one (`long`, `chain`,
 * `Kalman filter`), so a name must be written as one, or be rarer in texts than among authors.
 */
export function chooseNames(read: ReadNames): ChosenNames {
  const full = chooseFullNames(read);
  const families = listFamilies(read, full);
  const known = [...full, ...chooseFamilies(read, full, families)];
  const isGuess = known.every(({ from, to }) => from === to && read.tokens[from]!.after !== "et al.");
  if (known.length > 0) return { spans: known.toSorted((one, other) => one.from - other.from), isGuess };
  return chooseLone(read, families);
}

/**
 * From left to right the longest names that do not overlap; first those that authors write so, because the names of two
 * persons can look like the full form of a name with initials.
 */
function chooseFullNames(read: ReadNames): Chosen[] {
  const chosen: Chosen[] = [];
  const inOrder = read.found.spans.toSorted(
    (one, other) => Number(other.isWritten) - Number(one.isWritten) || one.from - other.from || other.to - one.to,
  );
  for (const span of inOrder) {
    const isFree = chosen.every(({ from, to }) => to < span.from || span.to < from);
    if (isFree && isFullName(read, span)) chosen.push(toChosen(read, span));
  }
  return chosen;
}

function isFullName({ tokens, found, countMentions }: ReadNames, span: FoundSpan): boolean {
  const words = listTokens(span).filter((at) => (found.words[at] ?? 0) > 0);
  const initials = listTokens(span).filter((at) => !words.includes(at));
  const isWhole = span.from === 0 && span.to === tokens.length - 1;
  if (!span.isWritten && !isWhole) return false;
  const mentions = Math.min(...words.map(countMentions));
  if (initials.length === 0) return mentions <= 30 * span.papers + 30;
  if (initials.some((at) => tokens[at]!.isDotted)) return isWhole || mentions <= 30 * span.papers + 30;
  // `a` and `x` are words in `a long walk` and `x ray`.
  const isWritten = isWhole || initials.every((at) => isCapital(tokens[at]!));
  return isWritten && mentions <= 2 * span.papers + 1;
}

interface Family {
  readonly at: number;
  readonly papers: number;
  readonly mentions: number;
}

/** The words outside full names that are family names of authors. */
function listFamilies({ tokens, found, countMentions }: ReadNames, full: readonly NameSpan[]): Family[] {
  return tokens.flatMap((_, at) => {
    if (full.some(({ from, to }) => from <= at && at <= to) || !isLoneWord(tokens, at)) return [];
    const papers = found.families[at] ?? 0;
    return papers === 0 ? [] : [{ at, papers, mentions: countMentions(at) }];
  });
}

/** Family names that are marked as names, and those beside a name. */
function chooseFamilies(read: ReadNames, full: readonly Chosen[], families: readonly Family[]): Chosen[] {
  const marked = families.filter((family) => isMarked(read, family));
  const known = [...full, ...marked.map(({ at }) => ({ from: at, to: at }))];
  const beside = families.filter(
    (family) =>
      !marked.includes(family) &&
      known.some(({ from, to }) => family.at === from - 1 || family.at === to + 1) &&
      family.mentions <= 5 * family.papers + 2,
  );
  return [...marked, ...beside].map(({ at }) => toChosen(read, { from: at, to: at }));
}

/** Whether the word stands for itself: neither part of a hyphenated word nor shorter than a name. */
function isLoneWord(tokens: readonly NameToken[], at: number): boolean {
  const token = tokens[at]!;
  return token.kind !== "year" && token.isJoined === false && tokens[at + 1]?.isJoined !== true;
}

/** `Lang et al.`, `Lang 2015`, `by Lang` */
function isMarked({ tokens }: ReadNames, { at, papers, mentions }: Family): boolean {
  if (tokens[at]!.after === "et al.") return true;
  const isCited = tokens[at + 1]?.kind === "year" || tokens[at - 1]?.text.toLowerCase() === "by";
  return isCited && mentions <= (isCapital(tokens[at]!) ? 5 * papers + 2 : 2 * papers);
}

/** Max number of other words beside a family name that nothing marks as one. */
const maxOthers = 5;

/** Family names alone, or one at an end of a few words. */
function chooseLone(read: ReadNames, families: readonly Family[]): ChosenNames {
  const { tokens } = read;
  const isAlone = families.length === tokens.filter(({ kind }) => kind !== "year").length;
  const isName = ({ at, papers, mentions }: Family) => mentions <= (isCapital(tokens[at]!) ? 2 * papers + 1 : papers);
  if (isAlone && families.every(isName)) {
    return { spans: families.map(({ at }) => toChosen(read, { from: at, to: at })), isGuess: true };
  }
  const ends = families.filter(({ at }) => at === 0 || at === tokens.length - 1);
  const names = ends.filter(({ at, papers, mentions }) => mentions <= papers && tokens[at]!.text.length > 2);
  if (names.length !== 1 || tokens.length - 1 > maxOthers) return { spans: [], isGuess: true };
  return { spans: names.map(({ at }) => toChosen(read, { from: at, to: at })), isGuess: true };
}

function toChosen({ tokens }: ReadNames, { from, to }: NameSpan): Chosen {
  const isFirstAuthor = tokens[to]!.after === "et al." || tokens[to + 1]?.kind === "year";
  return { from, to, isFirstAuthor };
}

function isCapital({ text }: NameToken): boolean {
  return /^\p{Lu}/u.test(text);
}

function listTokens({ from, to }: NameSpan): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
