import type { Understood } from "../understood.js";
import type { DateBounds, QueryCondition, QueryNode, QueryPart } from "./node.js";

/** What a part of the query means, for people. */
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

const verbs = {
  contains: ["contains", "does not contain"],
  is: ["is", "is not"],
  has: ["has", "does not have"],
} as const;

function describeCondition(condition: QueryCondition, isNegated: boolean): string {
  const say = (verb: keyof typeof verbs) => verbs[verb][isNegated ? 1 : 0];
  const { kind } = condition;
  if (kind === "dates") return `${say("is")} from ${describeDates(condition.bounds)}`;
  if (kind === "id") return `${say("is")} the paper ${condition.text}`;
  const { field, text } = condition;
  if (field === "author") return `${say("is")} by an author named ${text}`;
  if (field === "venue" || field === "category") return `${say("is")} of the ${field} ${text}`;
  const what =
    kind === "prefix" ? `a word that begins with ${text}` : kind === "phrase" ? `“${text}”` : listWords(text);
  if (field === "text") return `${say("contains")} ${what}`;
  if (field === "keyword") return `${say("has")} a keyword with ${what}`;
  return `${say("has")} ${what} in its ${field}`;
}

function listWords(text: string): string {
  const words = text.split(/\s+/);
  const last = words.pop() ?? "";
  return words.length === 0 ? last : `${words.join(", ")} and ${last}`;
}

function describeDates({ yearFrom, yearTo, dateFrom, dateTo }: DateBounds): string {
  const [from, to] = [yearFrom ?? dateFrom, yearTo ?? dateTo];
  if (from === to) return String(from);
  if (to === undefined) return `${from} or later`;
  return from === undefined ? `${to} or earlier` : `${from} to ${to}`;
}
