import type { Understood } from "../understood.js";
import type { DateBounds, QueryCondition, QueryNode, QueryPart } from "./node.js";

/** What a part of the query means, for people: what follows "papers", such as `in ICML` or `without survey`. */
export function describePart(query: string, { kind, range, node }: QueryPart, without: number | undefined): Understood {
  const text = query.slice(...range);
  return { kind, text, range: [...range], means: describe(node, false), ...(without !== undefined && { without }) };
}

function describe(node: QueryNode, isNegated: boolean): string {
  if (node.kind === "not") return describe(node.node, !isNegated);
  if (!("nodes" in node)) return describeCondition(node, isNegated);
  const isEither = (node.kind === "any") !== isNegated;
  const parts = node.nodes.map((part) => {
    const text = describe(part, isNegated);
    return "nodes" in part ? `(${text})` : text;
  });
  return parts.join(isEither ? " or " : " and ");
}

function describeCondition(condition: QueryCondition, isNegated: boolean): string {
  const not = isNegated ? "not " : "";
  const { kind } = condition;
  if (kind === "dates") return `${not}${describeDates(condition.bounds)}`;
  if (kind === "id") return `${not}${condition.text}`;
  const { field, text } = condition;
  if (field === "author") return `${not}by ${text}`;
  if (field === "venue" || field === "category") return `${not}in ${text}`;
  const what = kind === "prefix" ? `a word beginning ${text}…` : kind === "phrase" ? `“${text}”` : listWords(text);
  const where = field === "text" ? "" : field === "keyword" ? " among the keywords" : ` in the ${field}`;
  return `${isNegated ? "without" : "with"} ${what}${where}`;
}

function listWords(text: string): string {
  const words = text.split(/\s+/);
  const last = words.pop() ?? "";
  return words.length === 0 ? last : `${words.join(", ")} and ${last}`;
}

function describeDates({ yearFrom, yearTo, dateFrom, dateTo }: DateBounds): string {
  const [from, to] = [yearFrom ?? dateFrom, yearTo ?? dateTo];
  if (from === to) return `from ${from}`;
  if (to === undefined) return `since ${from}`;
  return from === undefined ? `until ${to}` : `from ${from} to ${to}`;
}
