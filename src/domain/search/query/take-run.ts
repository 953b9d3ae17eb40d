import type { TextRange } from "../highlight.js";
import type { QueryField } from "./fields.js";
import type { NameField } from "./node.js";
import type { ParserState } from "./parser-state.js";
import type { Token } from "./tokens.js";

/** A longer text after `title:` and a blank is a pasted text to rank by. */
const maxTitleWords = 12;
/** Words that may belong to the name after `author:`. */
const maxNameWords = 4;

/** Takes the words up to the next sign, field, operator or bracket. */
export function takeRun(state: ParserState, maxWords = Infinity): readonly Token[] {
  const from = state.at;
  while (isPlainWord(state.tokens[state.at]) && state.at - from < maxWords) state.at += 1;
  return state.tokens.slice(from, state.at);
}

/** A token with the words after it that belong to its field. */
export interface NamedToken extends Pick<Token, "kind" | "text" | "sign" | "field"> {
  readonly range: TextRange;
}

/** Adds the words after the token that belong to the same field: `title: on sparse attention`, `author: ada lovelace`. */
export function takeName(state: ParserState, token: Token): NamedToken {
  const { field, isSpaced } = token;
  if (token.kind !== "word" || field === undefined) return token;
  if (isName(field) && (isSpaced || field === "author")) return takeOpenName(state, token, field);
  if (!isSpaced || !(field === "title" || field === "abstract" || field === "keyword")) return token;
  const from = state.at;
  const run = takeRun(state, maxTitleWords + 1);
  if (run.length < maxTitleWords) return joinTokens(token, run);
  state.at = from;
  const { field: _, ...word } = token;
  return word;
}

function isPlainWord(token: Token | undefined): boolean {
  return token?.kind === "word" && token.sign === undefined && token.field === undefined;
}

function isName(field: QueryField): field is NameField {
  return field === "author" || field === "venue" || field === "category";
}

/** Where the name ends is known only by comparing it with the names of the library. */
function takeOpenName(state: ParserState, token: Token, field: NameField): NamedToken {
  const from = state.at;
  const run = takeRun(state, maxNameWords - 1);
  state.at = from;
  if (run.length === 0) return token;
  const words = [token, ...run].map(({ text }) => text);
  const length = state.nameLengths[state.openNames.length] ?? 1;
  state.openNames.push({ field, words });
  state.at += length - 1;
  return joinTokens(token, run.slice(0, length - 1));
}

function joinTokens(token: Token, run: readonly Token[]): NamedToken {
  const last = run.at(-1) ?? token;
  const text = [token, ...run].map((part) => part.text).join(" ");
  return { ...token, text, range: [token.range[0], last.range[1]] };
}
