import { collectNotices } from "./collect-notices.js";
import { isSentence } from "./is-sentence.js";
import { matchTokens } from "./match-tokens.js";
import { combineNodes, joinNodes, type ParsedQuery, type QueryPart } from "./node.js";
import type { QueryField } from "./fields.js";
import { excludePart, ranksBy, toPart, wordsPart } from "./to-part.js";
import type { ParserState } from "./parser-state.js";
import { takeName, takeRun } from "./take-run.js";
import { type OperatorName, readTokens, type Token } from "./tokens.js";

/**
 * Parses the query box's syntax. Words next to each other are one operand of AND, OR and NOT, and AND is stronger than
 * OR. Whatever is no valid syntax is text.
 *
 * @param nameLengths how many words each of `openNames` has; one by default
 */
export function parseQuery(query: string, nameLengths: readonly number[] = []): ParsedQuery {
  const { tokens, ...unknown } = readTokens(query);
  const state: ParserState = { tokens: matchTokens(tokens), at: 0, shown: new Map(), openNames: [], nameLengths };
  const { parts, words, isExplicit } = readAlternatives(state, undefined);
  const onlyRanks = !isExplicit && isSentence(words.map(({ text }) => text));
  return {
    text: composeText(query, state),
    parts: parts.filter(({ mayRank }) => !mayRank || !onlyRanks),
    ranked: parts.filter(({ mayRank }) => mayRank && onlyRanks),
    openNames: state.openNames,
    notices: collectNotices(unknown),
  };
}

/** Treats the whole query as text, for a query that is a title or an identifier. */
export function treatAsText(query: string): ParsedQuery {
  return { text: query, parts: [], ranked: [], openNames: [], notices: [] };
}

/** What was read of a group or of the whole query. */
interface Group {
  readonly parts: readonly QueryPart[];
  /** Words that are not required. */
  readonly words: readonly Token[];
  /** Whether it has an operator. */
  readonly isExplicit: boolean;
}

/** @param field of the group around */
function readAlternatives(state: ParserState, field: QueryField | undefined): Group {
  const operands = [readConjunction(state, field)];
  while (takeOperator(state, "OR")) operands.push(readConjunction(state, field));
  if (operands.length === 1) return operands[0]!;
  const parts = operands.map((operand) => requireAll(operand, field)).filter((operand) => operand.length > 0);
  if (parts.length === 0) return { parts: [], words: [], isExplicit: true };
  const node = combineNodes("any", parts.map(joinParts));
  return { parts: [{ kind: "any", range: spanParts(parts.flat()), node }], words: [], isExplicit: true };
}

function readConjunction(state: ParserState, field: QueryField | undefined): Group {
  const operands = [readSequence(state, field)];
  while (takeOperator(state, "AND")) operands.push(readSequence(state, field));
  if (operands.length === 1) return operands[0]!;
  return { parts: operands.flatMap((operand) => requireAll(operand, field)), words: [], isExplicit: true };
}

/** The parts of a group and, as one more part, its words. */
function requireAll({ parts, words }: Group, field: QueryField | undefined): readonly QueryPart[] {
  const part = wordsPart(words, field);
  return [...(part ? [part] : []), ...parts.map(({ kind, range, node }) => ({ kind, range, node }))];
}

function joinParts(parts: readonly QueryPart[]): QueryPart["node"] {
  return joinNodes(parts.map(({ node }) => node));
}

function spanParts(parts: readonly QueryPart[]): QueryPart["range"] {
  const start = parts.reduce((first, { range }) => Math.min(first, range[0]), Infinity);
  return [start, parts.reduce((last, { range }) => Math.max(last, range[1]), 0)];
}

function takeOperator(state: ParserState, name: OperatorName): boolean {
  const token = state.tokens[state.at];
  const isFound = token?.kind === "operator" && token.name === name;
  if (isFound) state.at += 1;
  return isFound;
}

/** Up to AND, OR or a closing bracket. */
function readSequence(state: ParserState, field: QueryField | undefined): Group {
  const parts: QueryPart[] = [];
  const words: Token[] = [];
  let isExplicit = false;
  for (let token = state.tokens[state.at]; token; token = state.tokens[state.at]) {
    if (token.kind === "close" || (token.kind === "operator" && token.name !== "NOT")) break;
    const unit = readUnit(state, token, field);
    parts.push(...unit.parts);
    words.push(...unit.words);
    isExplicit ||= unit.isExplicit;
  }
  return { parts, words, isExplicit };
}

function readUnit(state: ParserState, token: Token, field: QueryField | undefined): Group {
  const from = state.at;
  if (token.kind === "operator") return readNegation(state, field);
  const unit = token.kind === "open" ? readGroup(state, token, field) : readSingle(state, token, field);
  return token.sign === "-" ? exclude(state, unit, { from, field }) : unit;
}

/** NOT excludes the papers that have all of the words up to the next sign. */
function readNegation(state: ParserState, field: QueryField | undefined): Group {
  const from = state.at;
  state.at += 1;
  const next = state.tokens[state.at]!;
  const run = takeRun(state);
  const unit = run.length > 0 ? { parts: [], words: run, isExplicit: true } : readUnit(state, next, field);
  return { ...exclude(state, unit, { from, field }), isExplicit: true };
}

interface Exclusion {
  /** Where it begins, among the tokens. */
  readonly from: number;
  readonly field: QueryField | undefined;
}

/** What is excluded does not rank. */
function exclude(state: ParserState, unit: Group, { from, field }: Exclusion): Group {
  const tokens = state.tokens.slice(from, state.at);
  for (const token of tokens) state.shown.delete(token);
  const parts = requireAll(unit, field);
  if (parts.length === 0) return { parts: [], words: [], isExplicit: unit.isExplicit };
  const part = excludePart(joinParts(parts), [tokens[0]!.range[0], tokens.at(-1)!.range[1]]);
  return { parts: [part], words: [], isExplicit: unit.isExplicit };
}

function readGroup(state: ParserState, open: Token, outer: QueryField | undefined): Group {
  const from = state.at;
  state.at += 1;
  const field = open.field ?? outer;
  const group = readAlternatives(state, field);
  const close = state.tokens[state.at]!;
  state.at += 1;
  const range = [open.range[0], close.range[1]] as const;
  if (open.field !== undefined || open.sign !== undefined) {
    const parts = requireAll(group, field);
    if (!ranksBy(field)) for (const token of state.tokens.slice(from, state.at)) state.shown.delete(token);
    return { parts: parts.length === 1 ? [{ ...parts[0]!, range }] : parts, words: [], isExplicit: true };
  }
  if (group.parts.length > 0) return group;
  // Brackets around plain words are text.
  state.shown.set(open, "(").set(close, ")");
  return group;
}

function readSingle(state: ParserState, token: Token, outer: QueryField | undefined): Group {
  state.at += 1;
  const field = token.field ?? outer;
  const named = token.field === undefined ? { ...token, ...(field && { field }) } : takeName(state, token);
  const isPlain = token.kind === "word" && token.sign === undefined && token.field === undefined;
  const part = isPlain ? undefined : toPart(named);
  if (part === undefined) {
    state.shown.set(token, token.text);
    return { parts: [], words: [token], isExplicit: false };
  }
  if (token.kind !== "prefix" && ranksBy(field)) state.shown.set(token, named.text);
  return { parts: [part], words: [], isExplicit: false };
}

/** What ranks, in the order of the query, with a blank where something was left out. */
function composeText(query: string, { tokens, shown }: ParserState): string {
  let text = "";
  let end = 0;
  for (const token of tokens) {
    const part = shown.get(token);
    if (part === undefined) continue;
    const isAttached = token.range[0] === end && query.startsWith(part, end);
    text += isAttached ? part : ` ${part}`;
    // A blank takes the place of a sign after it.
    end = token.range[0] + part.length;
  }
  return text.replace(/\s+/g, " ").trim();
}
