import type { TextRange } from "../highlight.js";
import type { Understood } from "../understood.js";
import { readDateBounds } from "./date-bounds.js";
import { isDateField, isIdField, type QueryField } from "./fields.js";
import { combineNodes, type QueryNode, type QueryPart, type TextField } from "./node.js";
import type { NamedToken } from "./take-run.js";
import type { Token } from "./tokens.js";

/** The restriction that a token states; `undefined` where it is only a word. */
export function toPart({ kind, text, sign, field, range }: NamedToken): QueryPart | undefined {
  const isTextual = field === undefined || isTextField(field);
  if (!/[\p{L}\p{N}]/u.test(text) || (kind === "word" && field === undefined && sign === undefined)) return undefined;
  if (isTextual && kind !== "word") {
    const where = field ?? "text";
    const node = { kind: kind === "prefix" ? ("prefix" as const) : ("phrase" as const), field: where, text };
    const mayRank = kind === "phrase" && field === undefined && sign === undefined;
    return { kind: nameKind(field, node.kind), range, node, ...(mayRank && { mayRank }) };
  }
  const node = toNode(field ?? "text", text);
  return node && { kind: nameKind(field, "word"), range, node };
}

/** The restriction that papers have all of the words, in the field of the group. */
export function wordsPart(words: readonly Token[], field: QueryField | undefined): QueryPart | undefined {
  const meant = words.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  const [first, last] = [meant[0], meant.at(-1)];
  if (!first || !last) return undefined;
  const isSeparate = field !== undefined && (isDateField(field) || isIdField(field));
  const texts = isSeparate ? meant.map(({ text }) => text) : [meant.map(({ text }) => text).join(" ")];
  const nodes = texts.flatMap((text) => toNode(field ?? "text", text) ?? []);
  if (nodes.length === 0) return undefined;
  return { kind: nameKind(field, "word"), range: [first.range[0], last.range[1]], node: combineNodes("any", nodes) };
}

export function excludePart(node: QueryNode, range: TextRange): QueryPart {
  return { kind: "exclusion", range, node: { kind: "not", node } };
}

/** Whether the text of a field is also what to rank by. */
export function ranksBy(field: QueryField | undefined): boolean {
  return field === undefined || isTextField(field);
}

function isTextField(field: QueryField): field is TextField {
  return field === "text" || field === "title" || field === "abstract" || field === "keyword";
}

function toNode(field: QueryField, text: string): QueryNode | undefined {
  if (isTextField(field)) return { kind: "words", field, text };
  if (isIdField(field)) return { kind: "id", text };
  if (field === "author" || field === "venue" || field === "category") return { kind: "name", field, text };
  const bounds = readDateBounds(field, text);
  return (
    bounds &&
    combineNodes(
      "any",
      bounds.map((range) => ({ kind: "dates", bounds: range })),
    )
  );
}

function nameKind(field: QueryField | undefined, otherwise: Understood["kind"]): Understood["kind"] {
  if (field === undefined || field === "text") return otherwise;
  if (isIdField(field)) return "id";
  if (field === "year") return "year";
  return isDateField(field) ? "date" : (field as Understood["kind"]);
}
