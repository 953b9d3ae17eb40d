import { formatCount } from "../../domain/text/amounts.js";
import { VisitLink } from "../shell/visit-link.js";
import type { View } from "../shell/view-address.js";
import { type Answer, type FoundPapers, maxHits } from "./load-view.js";

interface ListEndProps {
  readonly answer: Answer;
  readonly onVisit: (view: View) => void;
}

/** After the last paper: why the list ends there, and how to see more. */
export function ListEnd({ answer, onVisit }: ListEndProps) {
  if (answer.hasMore || answer.hits.length === 0) return null;
  return (
    <p class="weaker" id="weaker">
      {answer.kind === "search" ? <SearchEnd answer={answer} onVisit={onVisit} /> : describeEnd(answer)}
    </p>
  );
}

/** The API's limit for a list. */
const maxListed = 1_000;

function SearchEnd({ answer, onVisit }: ListEndProps & { readonly answer: FoundPapers }) {
  const { hits, total, more, view } = answer;
  const end = view.offset + hits.length;
  if (end >= maxListed && total > end)
    return (
      <>{`These are the first ${formatCount(end)} of ${formatCount(total)} papers. A narrower search shows the rest.`}</>
    );
  if (more === 0) return <>{end === 1 ? "That’s the only paper." : `That’s all ${formatCount(end)} papers.`}</>;
  return (
    <>
      {`${formatCount(more)} more ${more === 1 ? "paper is a weak match" : "papers are weak matches"}. `}
      <VisitLink view={{ ...view, showsAll: true, offset: 0 }} onVisit={onVisit} look="plain">
        Show them too
      </VisitLink>
    </>
  );
}

function describeEnd({ kind, hits }: Answer): string {
  const what = kind === "paper" ? "the most similar papers" : "the best recommendations";
  return hits.length >= maxHits
    ? `These are ${what}: lists end after ${maxHits}.`
    : hits.length === 1
      ? "That’s the only paper."
      : `That’s all ${hits.length} papers.`;
}
