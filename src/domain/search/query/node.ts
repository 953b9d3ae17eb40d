import type { Ordinal } from "../../paper/paper.js";
import type { Filter } from "../filter.js";
import type { TextRange } from "../highlight.js";
import type { SearchNotice, Understood } from "../understood.js";

/** Where words must be found: anywhere in a paper's words, or in one of its fields. */
export type TextField = "text" | "title" | "abstract" | "keyword";

export type NameField = "author" | "venue" | "category";

/** What must hold of a paper. */
export type QueryCondition =
  /** The words occur in any order, in any inflection. */
  | { readonly kind: "words"; readonly field: TextField; readonly text: string }
  /** The words occur in this order. */
  | { readonly kind: "phrase"; readonly field: TextField; readonly text: string }
  /** A word begins with the text. */
  | { readonly kind: "prefix"; readonly field: TextField; readonly text: string }
  | { readonly kind: "name"; readonly field: NameField; readonly text: string }
  | { readonly kind: "dates"; readonly bounds: DateBounds }
  /** The papers are given where the identifier has been looked up. */
  | { readonly kind: "id"; readonly text: string; readonly papers?: readonly Ordinal[] };

export type DateBounds = Pick<Filter, "yearFrom" | "yearTo" | "dateFrom" | "dateTo">;

export type QueryNode =
  | QueryCondition
  | { readonly kind: "all" | "any"; readonly nodes: readonly QueryNode[] }
  | { readonly kind: "not"; readonly node: QueryNode };

/** A part of the query that restricts which papers are found. */
export interface QueryPart {
  readonly kind: Understood["kind"];
  /** Of the part in the query as typed. */
  readonly range: TextRange;
  readonly node: QueryNode;
  /** A phrase whose words are ranked instead if no paper contains it. */
  readonly mayRank?: true;
}

/** A name that may have more words than its field has taken: `author: ada lovelace`. */
export interface OpenName {
  readonly field: NameField;
  /** The words that may belong to it, at least two. */
  readonly words: readonly string[];
}

/** A query, read. */
export interface ParsedQuery {
  /** The words to rank by, those of phrases included; empty if there are only restrictions. */
  readonly text: string;
  /** Every one must hold. */
  readonly parts: readonly QueryPart[];
  /** Phrases that only rank, because the query is a sentence. */
  readonly ranked: readonly QueryPart[];
  /** In the order of the query. */
  readonly openNames: readonly OpenName[];
  readonly notices: readonly SearchNotice[];
}

/**
 * One condition for all nodes. Several venues, categories or periods are alternatives, because a paper has one; of
 * anything else, all must hold.
 */
export function joinNodes(nodes: readonly QueryNode[]): QueryNode {
  const groups = new Map<string, QueryNode[]>();
  const others: QueryNode[] = [];
  for (const node of nodes) {
    const group = nameGroup(node);
    if (group === undefined) others.push(node);
    else groups.set(group, [...(groups.get(group) ?? []), node]);
  }
  const grouped = [...groups.values()].map((group) => combineNodes("any", group));
  return combineNodes("all", [...others, ...grouped]);
}

export function combineNodes(kind: "all" | "any", nodes: readonly QueryNode[]): QueryNode {
  return nodes.length === 1 ? nodes[0]! : { kind, nodes };
}

function nameGroup(node: QueryNode): string | undefined {
  if (node.kind === "name" && node.field !== "author") return node.field;
  if (node.kind !== "dates") return undefined;
  const { yearFrom, yearTo, dateFrom, dateTo } = node.bounds;
  const isClosed = (yearFrom ?? dateFrom) !== undefined && (yearTo ?? dateTo) !== undefined;
  return isClosed ? "dates" : undefined;
}
