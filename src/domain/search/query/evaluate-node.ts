import type { CombinableSet } from "../paper-set.js";
import type { QueryCondition, QueryNode } from "./node.js";

/** The conditions of a node, in its order. */
export function listConditions(node: QueryNode): readonly QueryCondition[] {
  if (node.kind === "not") return listConditions(node.node);
  return "nodes" in node ? node.nodes.flatMap(listConditions) : [node];
}

export interface MatchedConditions<Papers> {
  /** A condition that is `undefined` or missing restricts nothing, within NOT either. */
  readonly matched: ReadonlyMap<QueryCondition, Papers | undefined>;
  readonly everything: Papers;
}

/** The papers for which a node holds; `undefined` for one that restricts nothing. */
export function evaluateNode<Papers extends CombinableSet<Papers>>(
  node: QueryNode,
  conditions: MatchedConditions<Papers>,
): Papers | undefined {
  const { matched, everything } = conditions;
  if (node.kind === "not") {
    const excluded = evaluateNode(node.node, conditions);
    return excluded && everything.subtract(excluded);
  }
  if (!("nodes" in node)) return matched.get(node);
  const sets = node.nodes.map((part) => evaluateNode(part, conditions)).filter((set) => set !== undefined);
  const [first, ...others] = sets;
  if (first === undefined || (node.kind === "any" && sets.length < node.nodes.length)) return undefined;
  const combine = (one: Papers, other: Papers) => (node.kind === "all" ? one.intersect(other) : one.unite(other));
  return others.reduce(combine, first);
}
