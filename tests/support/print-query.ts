import type { ParsedQuery, QueryNode } from "../../src/domain/search/query/node.js";

/** A parsed query in one line for each part, such as `exclusion NOT title has survey`, after the text to rank by. */
export function printQuery({ text, parts, ranked }: ParsedQuery): string[] {
  return [
    text,
    ...parts.map(({ kind, node }) => `${kind}: ${printNode(node)}`),
    ...ranked.map(({ node }) => `ranked: ${printNode(node)}`),
  ];
}

function printNode(node: QueryNode): string {
  if (node.kind === "not") return `NOT ${printNode(node.node)}`;
  if ("nodes" in node) return `(${node.nodes.map(printNode).join(node.kind === "all" ? " & " : " | ")})`;
  if (node.kind === "dates") {
    const { yearFrom, yearTo, dateFrom, dateTo } = node.bounds;
    return `${yearFrom ?? dateFrom ?? ""}..${yearTo ?? dateTo ?? ""}`;
  }
  if (node.kind === "id") return node.text;
  const shown = node.kind === "phrase" ? `"${node.text}"` : node.kind === "prefix" ? `${node.text}*` : node.text;
  return node.field === "text" ? shown : `${node.field}=${shown}`;
}
