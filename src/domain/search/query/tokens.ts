import type { TextRange } from "../highlight.js";
import { datePattern, readDateBounds } from "./date-bounds.js";
import { findField, findNearField, isDateField, isIdField, mayBeSpaced, type QueryField } from "./fields.js";

export type OperatorName = "AND" | "OR" | "NOT";

export interface Token {
  readonly kind: "word" | "phrase" | "prefix" | "open" | "close" | "operator";
  /** Sign, field and quotation marks included. */
  readonly range: TextRange;
  /** Without sign, field and quotation marks. */
  readonly text: string;
  /** Of an operator. */
  readonly name?: OperatorName;
  readonly sign?: "-" | "+";
  readonly field?: QueryField;
  /** Whether a blank separates the field from its text. */
  readonly isSpaced?: true;
}

export interface Tokens {
  readonly tokens: readonly Token[];
  /** Names before a colon that are no field, as typed. */
  readonly unknownFields: readonly string[];
  /** Signs of other search engines that have no effect here, as typed. */
  readonly unknownSigns: readonly string[];
}

/** Cuts a query into words, phrases, brackets and operators, in time linear in its length. */
export function readTokens(query: string): Tokens {
  const state: State = { query, at: 0, open: 0, unknownFields: [], unknownSigns: [] };
  const tokens: Token[] = [];
  skip(state, blanks);
  while (state.at < query.length) {
    tokens.push(readToken(state));
    skip(state, blanks);
  }
  return { tokens, unknownFields: state.unknownFields, unknownSigns: state.unknownSigns };
}

interface State {
  readonly query: string;
  at: number;
  /** Brackets opened and not closed. */
  open: number;
  readonly unknownFields: string[];
  readonly unknownSigns: string[];
}

// Sticky: they match only at `lastIndex`.
const blanks = /\s*/y;
const signs = /[-+−](?=[\p{L}\p{N}"“”„«(])/uy;
const fieldName = /([\p{L}][\p{L}_-]{0,30})(?: ?:(\s*)|=)(?=\S)/uy;
const comparedField = /(year|date)\s*(?=[<>≤≥])/iuy;
const dates = new RegExp(`(?:${datePattern})(?=$|[\\s)\\]};,])`, "iuy");
const tag = /\[(\p{L}{2,6})(?::~\d+)?\]/uy;
const phraseSuffix = /~\d+|\^\d+(?:\.\d+)?/y;

function match(state: State, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = state.at;
  return pattern.exec(state.query);
}

function skip(state: State, pattern: RegExp): string | undefined {
  const found = match(state, pattern);
  if (found) state.at += found[0].length;
  return found?.[0];
}

function readToken(state: State): Token {
  const start = state.at;
  const { query } = state;
  if (query[start] === ")" && state.open > 0) {
    state.open -= 1;
    state.at += 1;
    return { kind: "close", range: [start, state.at], text: ")" };
  }
  const sign = skip(state, signs);
  const signed = sign === undefined ? {} : { sign: sign === "+" ? ("+" as const) : ("-" as const) };
  const field = readField(state);
  const value = readValue(state, field?.field);
  if (value) return { ...value, range: [start, state.at], ...signed, ...field };
  // A field without a value that it could have, or a sign before nothing, is a word.
  state.at = start;
  return { kind: "word", text: readWord(state), range: [start, state.at] };
}

function readField(state: State): Pick<Token, "field" | "isSpaced"> | undefined {
  const compared = match(state, comparedField);
  if (compared) {
    state.at += compared[0].length;
    return { field: compared[1]!.toLowerCase() as QueryField };
  }
  const found = match(state, fieldName);
  if (!found) return undefined;
  const [typed, name = "", space] = found;
  const field = findField(name);
  if (field === undefined) noteUnknownField(state, name, { isAttached: space === "", end: state.at + typed.length });
  if (field === undefined || ((space ?? "") !== "" && !mayBeSpaced(name))) return undefined;
  state.at += typed.length;
  return { field, ...((space ?? "") !== "" && { isSpaced: true as const }) };
}

interface UnknownField {
  readonly isAttached: boolean;
  readonly end: number;
}

/** Titles have colons too, `Part II: …`, and so have addresses; a field is in lower case, or almost a known one. */
function noteUnknownField(state: State, name: string, { isAttached, end }: UnknownField): void {
  const isAddress = state.query[end] === "/" || /^(?:https?|ftp|file|mailto|urn|isbn|oai|hdl)$/i.test(name);
  const looksLikeField = isAttached && /^[a-z_]{2,}$/.test(name);
  const isNear = name.length >= 4 && /^\p{L}\p{Ll}+$/u.test(name) && findNearField(name) !== undefined;
  if (!isAddress && (looksLikeField || (isNear && /^\p{Ll}/u.test(name)))) state.unknownFields.push(name);
}

function readValue(state: State, field: QueryField | undefined): Omit<Token, "range"> | undefined {
  const { query } = state;
  if (query[state.at] === "(") return openGroup(state);
  const phrase = readPhrase(state);
  if (phrase !== undefined) {
    const tagged = readTag(state);
    noteSuffix(state);
    return { kind: "phrase", text: phrase, ...tagged };
  }
  if (field !== undefined && isDateField(field)) {
    const text = skip(state, dates);
    return text !== undefined && readDateBounds(field, text) ? { kind: "word", text } : undefined;
  }
  const start = state.at;
  const text = readWord(state);
  if (field !== undefined) return toFieldValue(field, text);
  if (start === 0 || query[start - 1] !== "-") {
    const name = operators.get(text);
    if (name !== undefined) return { kind: "operator", text, name };
  }
  const tagged = /\p{L}|\p{N}/u.test(text) ? readTag(state) : undefined;
  if (isPrefix(text)) return { kind: "prefix", text: text.slice(0, -1), ...tagged };
  noteSigns(state, text);
  return { kind: "word", text, ...tagged };
}

function toFieldValue(field: QueryField, text: string): Pick<Token, "kind" | "text"> | undefined {
  if (!/[\p{L}\p{N}]/u.test(text)) return undefined;
  if (isPrefix(text) && !isIdField(field)) return { kind: "prefix", text: text.slice(0, -1) };
  return { kind: "word", text };
}

/** A bracket that opens a word is a group's, if it is closed later. */
function openGroup(state: State): Pick<Token, "kind" | "text"> {
  state.at += 1;
  state.open += 1;
  return { kind: "open", text: "(" };
}

const quotes = '"“”„«»';

/** A closing mark before a letter is an inch mark, or no closing mark. */
function readPhrase(state: State): string | undefined {
  const { query, at } = state;
  if (!quotes.includes(query[at] ?? " ")) return undefined;
  let end = at + 1;
  while (end < query.length && !quotes.includes(query[end]!)) end += 1;
  const text = query.slice(at + 1, end).trim();
  if (end === query.length || !/[\p{L}\p{N}]/u.test(text)) return undefined;
  if (/^[\p{L}\p{N}]/u.test(query.slice(end + 1, end + 3))) return undefined;
  state.at = end + 1;
  return text;
}

/** A field as PubMed writes it: `graph[ti]`. */
function readTag(state: State): { readonly field: QueryField } | undefined {
  const found = match(state, tag);
  const field = found ? findField(found[1]!) : undefined;
  if (!found || field === undefined || isDateField(field)) return undefined;
  state.at += found[0].length;
  return { field };
}

/** A word ends at white space, at a quotation mark after a sign or colon, or at a bracket that it has not opened. */
function readWord(state: State): string {
  const { query, at } = state;
  let end = at;
  let depth = 0;
  for (; end < query.length; end += 1) {
    const sign = query[end]!;
    if (/\s/.test(sign)) break;
    if (sign === "(") depth += 1;
    else if (sign === ")") {
      if (depth === 0 && state.open > 0) break;
      depth -= 1;
    } else if (sign === "[" && match({ ...state, at: end }, tag)) break;
  }
  state.at = Math.max(end, at + 1);
  return query.slice(at, state.at);
}

const operators = new Map<string, OperatorName>([
  ["AND", "AND"],
  ["&&", "AND"],
  ["OR", "OR"],
  ["||", "OR"],
  ["|", "OR"],
  ["NOT", "NOT"],
]);

/** `transform*`, but not `RRT*` and `A*`, which are names of algorithms. */
function isPrefix(text: string): boolean {
  return /^\p{L}[\p{L}\p{N}]{2,}\*$/u.test(text) && (/\p{Ll}/u.test(text) || text.length > 7);
}

function noteSigns(state: State, text: string): void {
  const isProximity = /^(?:NEAR|ADJ|WITHIN)(?:\/?\d+)?$|^(?:W|PRE|N)\/\d+$/.test(text);
  const isPattern = /^\p{Ll}{2,}[*?]\p{Ll}+$/u.test(text) || /^[*?]\p{Ll}{3,}$/u.test(text);
  const isBoost = /^\p{L}{2,}(?:~\d?|\^\d+(?:\.\d+)?)$/u.test(text);
  if (isProximity || isPattern || isBoost) state.unknownSigns.push(text);
}

function noteSuffix(state: State): void {
  const suffix = skip(state, phraseSuffix);
  if (suffix !== undefined) state.unknownSigns.push(suffix);
}
