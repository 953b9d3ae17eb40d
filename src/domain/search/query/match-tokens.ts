import type { Token } from "./tokens.js";

/**
 * Turns what has no partner into words: brackets that are not closed, brackets within too many others, AND and OR
 * without something on both sides, NOT before nothing. AND, OR and NOT are also words in a title in capitals, and NOT
 * after a verb: "does NOT work".
 */
export function matchTokens(tokens: readonly Token[]): Token[] {
  const matched = matchBrackets(tokens);
  const isShouted = isInCapitals(matched);
  const words = matched.map((token, at) =>
    token.kind === "operator" && (isShouted || isEmphasis(token, matched[at - 1])) ? toWord(token) : token,
  );
  return dropLoneOperators(words);
}

/** Deeper brackets are read as text; the depth of the recursion in the parser stays small. */
const maxDepth = 20;

function matchBrackets(tokens: readonly Token[]): Token[] {
  const open: number[] = [];
  const isPaired = new Set<number>();
  for (const [at, { kind }] of tokens.entries()) {
    if (kind === "open") open.push(at);
    const opening = kind === "close" ? open.pop() : undefined;
    // An empty group is text as well.
    if (opening === undefined || opening === at - 1 || open.length >= maxDepth) continue;
    isPaired.add(opening).add(at);
  }
  return tokens.map((token, at) =>
    (token.kind === "open" || token.kind === "close") && !isPaired.has(at) ? toWord(token) : token,
  );
}

function toWord({ range, text }: Token): Token {
  return { kind: "word", range, text };
}

/** A title in capitals has many words and no other syntax. */
const minShouted = 6;

function isInCapitals(tokens: readonly Token[]): boolean {
  const isPlain = tokens.every(
    ({ kind, sign, field }) => (kind === "word" || kind === "operator") && sign === undefined && field === undefined,
  );
  return isPlain && tokens.length >= minShouted && !tokens.some(({ text }) => /\p{Ll}/u.test(text));
}

const auxiliary =
  /^(?:am|is|are|was|were|be|do|does|did|can|could|may|might|must|shall|should|will|would|has|have|had|to|why|or)$/i;

function isEmphasis({ name }: Token, before: Token | undefined): boolean {
  return name === "NOT" && before?.kind === "word" && auxiliary.test(before.text);
}

function dropLoneOperators(tokens: readonly Token[]): Token[] {
  const kept = [...tokens];
  /** What begins after the token: something that NOT may exclude, or an exclusion. */
  let next: "value" | "exclusion" | undefined;
  for (let at = kept.length - 1; at >= 0; at -= 1) {
    const { kind, name } = kept[at]!;
    const isLone = name === "NOT" ? next !== "value" : next === undefined;
    if (kind === "operator" && isLone) kept[at] = toWord(kept[at]!);
    if (kind === "operator") next = name === "NOT" && !isLone ? "exclusion" : undefined;
    else next = kind === "close" ? undefined : "value";
  }
  let isAfterValue = false;
  for (const [at, token] of kept.entries()) {
    const isLone = token.kind === "operator" && token.name !== "NOT" && !isAfterValue;
    if (isLone) kept[at] = toWord(token);
    isAfterValue = token.kind !== "operator" && token.kind !== "open";
  }
  return kept;
}
