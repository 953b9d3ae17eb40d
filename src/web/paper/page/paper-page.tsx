import type { ComponentType } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Paper } from "../../../domain/paper/paper.js";
import { InCollections } from "../../recommend/in-collections.js";
import { readLatex } from "../../shared/latex.js";
import type { PaperWithSimilar } from "../../search/load-view.js";
import { quoteField } from "../../search/quote-field.js";
import { ShownMap } from "../../shell/shown-map.js";
import { searchFor, type View } from "../../shell/view-address.js";
import { VisitLink } from "../../shell/visit-link.js";
import { PaperActions } from "../actions.js";
import type { RatingEvents } from "../card-events.js";
import { MarkedWords } from "../marked-words.js";
import { RetractedMark } from "../retracted-mark.js";
import { FollowPaper } from "./follow-paper.js";
import { FactList } from "./fact-list.js";

export interface PaperPageEvents extends RatingEvents {
  readonly onVisit: (view: View) => void;
}

interface PaperPageProps {
  readonly answer: Pick<PaperWithSimilar, "paper" | "duplicates" | "versions">;
  readonly events: PaperPageEvents;
}

/** The details of one paper. Its similar papers are listed below it. */
export function PaperPage({ answer: { paper, duplicates, versions }, events }: PaperPageProps) {
  const { onVisit, onRate } = events;
  const hasMap = useContext(ShownMap) !== undefined;
  return (
    <article class="paper-page" data-id={paper.id} tabIndex={-1} aria-label={readLatex(paper.title).text}>
      <div class="paper-text">
        <h1 dir="auto">
          <MarkedWords source={paper.title} />
        </h1>
        {paper.retracted && (
          <p class="retraction">
            <RetractedMark {...paper} />
            {paper.retractionNote !== undefined && ` ${paper.retractionNote}`}
          </p>
        )}
        {paper.authors.length > 0 && <AuthorLinks authors={paper.authors} onVisit={onVisit} />}
        {paper.abstract ? (
          <p class="abstract" dir="auto">
            <MarkedWords source={paper.abstract} />
          </p>
        ) : (
          <p class="abstract none">No abstract available.</p>
        )}
        <PaperActions paper={paper} onRate={onRate} />
        <InCollections id={paper.id} />
        <FollowPaper paper={paper} />
        {duplicates.length > 0 && <Duplicates duplicates={duplicates} onVisit={onVisit} />}
      </div>
      <div class="paper-aside">
        <FactList paper={paper} versions={versions} onVisit={onVisit} />
        {!hasMap && <Place id={paper.id} />}
      </div>
    </article>
  );
}

function AuthorLinks({ authors, onVisit }: Pick<Paper, "authors"> & Pick<PaperPageEvents, "onVisit">) {
  return (
    <p class="paper-authors" dir="auto">
      {authors.map((author, at) => (
        <>
          {at > 0 && ", "}
          <VisitLink view={searchFor(quoteField("author", author))} onVisit={onVisit}>
            {author}
          </VisitLink>
        </>
      ))}
    </p>
  );
}

type DuplicatesProps = Pick<PaperWithSimilar, "duplicates"> & Pick<PaperPageEvents, "onVisit">;

function Duplicates({ duplicates, onVisit }: DuplicatesProps) {
  return (
    <section class="duplicates" aria-label="Near-duplicates">
      <h2>Near-duplicates</h2>
      <ul>
        {duplicates.map(({ id, title, venue, year }) => (
          <li>
            <VisitLink view={{ kind: "paper", id }} onVisit={onVisit}>
              <MarkedWords source={title} />
            </VisitLink>{" "}
            {[venue, year].filter((fact) => fact !== undefined).join(" · ")}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The paper's place on the map; loaded after the paper itself, which does not wait for it. */
function Place({ id }: Pick<Paper, "id">) {
  const [PlaceMap, setPlaceMap] = useState<ComponentType<Pick<Paper, "id">> | undefined>();
  useEffect(() => void import("./place-map.js").then((loaded) => setPlaceMap(() => loaded.PlaceMap)), []);
  return (
    <section id="place" aria-label="Position on the map">
      {PlaceMap && <PlaceMap id={id} />}
    </section>
  );
}
