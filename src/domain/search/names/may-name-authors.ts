import type { NameToken } from "../../person/name-tokens.js";

/** What is known of the names of all authors without looking them up. A yes may be wrong, a no never is. */
export interface NameHints {
  /** Whether some name has the word. */
  hasWord(word: string): boolean;
  /** Whether one name has both words. */
  hasBoth(word: string, other: string): boolean;
}

/** In longer texts, a family name alone is no name unless it is marked as one or every word is: see `chooseNames`. */
const shortText = 6;

/** Whether `chooseNames` may find a name among the tokens. Most questions name nobody, and need no look at the names. */
export function mayNameAuthors(tokens: readonly NameToken[], hints: NameHints): boolean {
  const known = tokens.map((token) => isWord(token) && hints.hasWord(token.text));
  if (tokens.length <= shortText) return known.includes(true);
  if (tokens.every(({ kind }, at) => kind === "year" || known[at])) return true;
  const hasDots = tokens.some(({ isDotted }) => isDotted);
  return tokens.some((token, at) => {
    const next = tokens[at + 1];
    if (known[at] && isMarked(tokens, at)) return true;
    if (next === undefined) return false;
    if (known[at] && known[at + 1] && hints.hasBoth(token.text, next.text)) return true;
    return (known[at] && mayBeInitials(next, hasDots)) || (known[at + 1] && mayBeInitials(token, hasDots));
  });
}

function isWord({ kind }: NameToken): boolean {
  return kind === "word" || kind === "or-initials";
}

/** `Lang et al.`, `Lang 2015`, `by Lang` */
function isMarked(tokens: readonly NameToken[], at: number): boolean {
  const isCited = tokens[at + 1]?.kind === "year" || tokens[at - 1]?.text.toLowerCase() === "by";
  return isCited || tokens[at]!.after === "et al.";
}

/** In a text that is not a mere name, initials have a dot or a capital, or some of the same name have. */
function mayBeInitials({ kind, text }: NameToken, hasDots: boolean): boolean {
  return (kind === "initials" || kind === "or-initials") && (hasDots || /^\p{Lu}/u.test(text));
}
