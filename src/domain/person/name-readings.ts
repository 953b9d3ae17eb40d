import { foldText } from "../text/fold-text.js";
import type { NameToken } from "./name-tokens.js";

/** One way to read some consecutive tokens as the name of a person. */
export interface NameReading {
  /** The first and the last token. */
  readonly from: number;
  readonly to: number;
  /** The tokens that are whole words, as bits. */
  readonly words: number;
  /** The token that ends the family name. */
  readonly family: number;
  /** Given names in their order: a letter, and the token if it is a whole word. */
  readonly given: readonly { readonly letter: string; readonly token: number | undefined }[];
  /** Whether given names come first, or a comma or initials show that the family name does. */
  readonly isUsualOrder: boolean;
}

/** A name has at most this many words. */
const maxWords = 5;
const particles = new Set(
  "van von vom der den de del della di da do dos das du la le el al bin ibn ter ten zu zur af av".split(" "),
);

/** All ways to read two or more consecutive tokens as a name. */
export function readNames(tokens: readonly NameToken[]): readonly NameReading[] {
  const readings: NameReading[] = [];
  for (let from = 0; from < tokens.length; from += 1) {
    for (let to = from + 1; to < Math.min(tokens.length, from + maxWords); to += 1) {
      if (!canJoin(tokens, from, to)) break;
      if (tokens[from]?.isJoined === true || tokens[to + 1]?.isJoined === true) continue;
      readings.push(...readSpan(tokens, from, to));
    }
  }
  return readings;
}

/** Whether the last of these tokens can belong to the same name as those before it. */
function canJoin(tokens: readonly NameToken[], from: number, to: number): boolean {
  const kind = tokens[to]?.kind;
  if (kind === "year" || kind === "other" || tokens[from]?.kind === "year" || tokens[from]?.kind === "other") {
    return false;
  }
  const before = tokens.slice(from, to).map(({ after }) => after);
  return before.every((after) => after === "nothing" || after === "comma") && countCommas(before) <= 1;
}

function countCommas(marks: readonly NameToken["after"][]): number {
  return marks.filter((mark) => mark === "comma").length;
}

function readSpan(tokens: readonly NameToken[], from: number, to: number): NameReading[] {
  const span: Span = { tokens: tokens.slice(from, to + 1), from };
  const last = to - from;
  const comma = span.tokens.slice(0, -1).findIndex(({ after }) => after === "comma");
  return chooseInitials(span.tokens, tokens.length).flatMap((initials) => {
    const isWord = (at: number) => !initials.includes(at);
    const read = (family: number, given: readonly number[], isUsualOrder = true) =>
      isWord(family) ? [makeReading({ span, initials, family, given }, isUsualOrder)] : [];
    if (comma >= 0) return read(comma, listNumbers(comma + 1, last));
    const readings = read(last, listNumbers(0, last - 1));
    const firstInitial = initials[0] ?? 0;
    if (firstInitial > 0 && initials.length === last + 1 - firstInitial) {
      readings.push(...read(firstInitial - 1, listNumbers(firstInitial, last)));
    } else if (last < 3) readings.push(...read(0, listNumbers(1, last), false));
    return readings;
  });
}

interface Span {
  readonly tokens: readonly NameToken[];
  readonly from: number;
}

interface Roles {
  readonly span: Span;
  /** Places in the span, as all numbers here. */
  readonly initials: readonly number[];
  readonly family: number;
  readonly given: readonly number[];
}

function makeReading({ span: { tokens, from }, initials, family, given }: Roles, isUsualOrder: boolean): NameReading {
  const words = listNumbers(0, tokens.length - 1).filter((at) => !initials.includes(at));
  return {
    from,
    to: from + tokens.length - 1,
    words: words.reduce((bits, at) => bits | (1 << (from + at)), 0),
    family: from + family,
    given: given
      .filter((at) => initials.includes(at) || !particles.has(tokens[at]!.text.toLowerCase()))
      .flatMap((at): NameReading["given"] => {
        const { letters } = tokens[at]!;
        if (!initials.includes(at)) return [{ letter: foldText(letters)[0] ?? "", token: from + at }];
        return [...foldText(letters)].map((letter) => ({ letter, token: undefined }));
      }),
    isUsualOrder,
  };
}

function listNumbers(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

/**
 * Which tokens of a span are initials: those that must be, and one at an end that may be. In lower case, two letters may
 * be initials only where the text is hardly more than a name. At least one token is a word.
 */
function chooseInitials(span: readonly NameToken[], textLength: number): number[][] {
  const certain = span.flatMap(({ kind }, at) => (kind === "initials" ? [at] : []));
  const isMixed = span.some(({ text }) => /\p{Ll}|\p{L}{4}/u.test(text));
  const mayBe = ({ kind, text }: NameToken) =>
    kind === "or-initials" && isMixed && (textLength === 2 || /^\p{Lu}+$/u.test(text));
  const possible = [0, span.length - 1].filter((at) => mayBe(span[at]!));
  const choices = [certain, ...possible.map((at) => [...certain, at].toSorted((one, other) => one - other))];
  return choices.filter((initials) => initials.length < span.length);
}
