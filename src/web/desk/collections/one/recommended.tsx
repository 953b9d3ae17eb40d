import { useEffect, useRef, useState } from "preact/hooks";
import type { Collection } from "../../../../domain/collections/collection.js";
import type { Hit } from "../../../../domain/search/answer.js";
import { Facts } from "../../../paper/facts.js";
import { MarkedWords } from "../../../paper/marked-words.js";
import { readLatex } from "../../../shared/latex.js";
import { useLatex } from "../../../shared/use-latex.js";
import { formatView } from "../../../shell/view-address.js";
import { describeRefusal } from "../../../shell/problem-view.js";
import { recommendedId } from "../../../shared/locate-collection.js";
import { call } from "../../../shared/server.js";
import type { EntryActions } from "./entry-actions.js";

interface RecommendedProps {
  readonly collection: Collection;
  readonly actions: EntryActions;
}

const shownPapers = 5;

/** Papers like those of the collection, each to be taken in or dismissed; what is decided changes the next ones. */
export function Recommended({ collection, actions }: RecommendedProps) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(location.hash === `#${recommendedId}`), []);
  if (collection.papers === 0) return null;
  return (
    <section class="recommended scripted" id={recommendedId} aria-labelledby="recommended-title">
      <h2 id="recommended-title">
        <button type="button" class="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Recommended for this collection
        </button>
      </h2>
      {isOpen && <RecommendedList collection={collection} actions={actions} />}
    </section>
  );
}

function RecommendedList({ collection, actions }: RecommendedProps) {
  const { id, papers, included, excluded } = collection;
  const { hits, problem } = useRecommended(id, [papers, included, excluded].join());
  useLatex(hits?.map(({ paper }) => paper.title) ?? []);
  if (problem !== undefined) return <p role="alert">{problem}</p>;
  if (!hits) return <p role="status">Looking for papers…</p>;
  if (hits.length === 0) return <p role="status">The library has no other papers like these.</p>;
  // One included paper would count alone where all others are undecided.
  const decision = included > 0 ? "include" : undefined;
  return (
    <ul>
      {hits.map((hit) => (
        <RecommendedPaper
          key={hit.paper.id}
          hit={hit}
          verb={decision ? "Include" : "Add"}
          onTake={() => void actions.take(hit.paper, decision)}
          onDismiss={() => void actions.take(hit.paper, "exclude")}
        />
      ))}
    </ul>
  );
}

/** Asks again once the collection is another one; what was shown stays until the answer is there. */
function useRecommended(id: string, state: string) {
  const [found, setFound] = useState<{ readonly hits?: readonly Hit[]; readonly problem?: string }>({});
  const asked = useRef(0);
  useEffect(() => {
    const number = (asked.current += 1);
    const body = { limit: shownPapers };
    call("POST /v1/collections/{id}/recommendations", { params: { id }, body }).then(
      ({ hits }) => number === asked.current && setFound({ hits }),
      (problem: unknown) => number === asked.current && setFound({ problem: describeRefusal(problem) }),
    );
  }, [id, state]);
  return found;
}

interface RecommendedPaperProps {
  readonly hit: Hit;
  readonly verb: string;
  readonly onTake: () => void;
  readonly onDismiss: () => void;
}

function RecommendedPaper({ hit, verb, onTake, onDismiss }: RecommendedPaperProps) {
  const { paper, because } = hit;
  const title = readLatex(paper.title).text;
  return (
    <li>
      <h3 dir="auto">
        <a href={formatView({ kind: "paper", id: paper.id })}>
          <MarkedWords source={paper.title} />
        </a>
      </h3>
      <Facts hit={hit} onVenue={undefined} />
      {because && (
        <p class="because">
          similar to <cite dir="auto">{readLatex(because.title).text}</cite>
        </p>
      )}
      <p class="row-actions">
        <button type="button" class="quiet" aria-label={`${verb}: ${title}`} onClick={onTake}>
          {verb}
        </button>
        <button type="button" class="quiet" aria-label={`Not interested: ${title}`} onClick={onDismiss}>
          Not interested
        </button>
      </p>
    </li>
  );
}
