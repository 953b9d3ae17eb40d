import type { FollowSpec } from "../../../domain/follows/follow.js";
import { defaultSemanticWeight } from "../../../domain/search/fusion.js";
import { combineNodes, joinNodes, type QueryNode } from "../../../domain/search/query/node.js";
import type { SearchMode } from "../../../domain/search/request.js";
import { AppError } from "../../../errors.js";
import type { ReadFollow } from "../../../ports/desk/follow-store.js";
import { readQuery, type ReadQueryDeps } from "../../search/query/read-query.js";
import type { HarvestPapers } from "../../sources/harvest-papers.js";
import type { RecognizeNames } from "../../search/query/recognize-names.js";

export interface ReadFollowDeps extends ReadQueryDeps {
  readonly harvestPapers: Pick<HarvestPapers, "check">;
  readonly recognizeNames: RecognizeNames;
}

/**
 * Reads what a follow asks of papers, as a search would read it. Throws `bad_input` for a question that names a paper, and
 * for a source that cannot be fetched.
 */
export type ReadSpec = (spec: FollowSpec) => Promise<ReadFollow>;

export function createReadSpec(deps: ReadFollowDeps): ReadSpec {
  return async (spec) => {
    const filter = ("filter" in spec && spec.filter) || {};
    if (spec.kind === "question") return readQuestion(deps, spec, filter);
    if (spec.kind === "author")
      return { limits: { condition: { kind: "name", field: "author", text: spec.author }, filter } };
    if (spec.kind === "venue")
      return { limits: { condition: { kind: "name", field: "venue", text: spec.venue }, filter } };
    if (spec.kind === "source") deps.harvestPapers.check({ address: spec.source, isOfReader: true });
    return { limits: { filter } };
  };
}

async function readQuestion(
  deps: ReadFollowDeps,
  { query: typed, mode = "hybrid" }: Extract<FollowSpec, { kind: "question" }>,
  filter: ReadFollow["limits"]["filter"],
): Promise<ReadFollow> {
  const { query, isNamed } = await readQuery(deps, typed);
  if (isNamed) {
    const message = "is the title or identifier of a paper; to get papers like it, follow the paper";
    throw new AppError("bad_input", `query: ${message}`, { details: [{ path: "query", message }] });
  }
  const names = query.text === "" ? undefined : await deps.recognizeNames(query.text, typed);
  // Authors that the question names must be authors of what matches: a search only puts their papers first.
  const named = (names?.understood ?? []).map(({ text }): QueryNode => ({ kind: "name", field: "author", text }));
  const nodes = [...query.parts.map(({ node }) => node), ...(named.length > 0 ? [combineNodes("all", named)] : [])];
  const text = names ? names.rest : query.text;
  return {
    limits: { ...(nodes.length > 0 && { condition: joinNodes(nodes) }), filter },
    ...(text !== "" && { ranks: { text, weight: readWeight(mode) } }),
  };
}

function readWeight(mode: SearchMode): number {
  return mode === "hybrid" ? defaultSemanticWeight : mode === "semantic" ? 1 : 0;
}
