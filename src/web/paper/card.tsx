import { useState } from "preact/hooks";
import type { Hit } from "../../domain/search/answer.js";
import { readLatex } from "../shared/latex.js";
import { WhyPanel } from "../search/why-matched.js";
import { VisitLink } from "../shell/visit-link.js";
import { Abstract, useFold } from "./abstract.js";
import { PaperActions } from "./actions.js";
import { CardBoundary } from "./card-boundary.js";
import type { CardEvents } from "./card-events.js";
import { Coins } from "./coins.js";
import { ExternalLinks } from "./external-links.js";
import { Facts } from "./facts.js";
import { ListedMark } from "./list/listed-mark.js";
import { MarkedWords } from "./marked-words.js";
import { Match } from "./match.js";
import { measureStrength } from "./strength.js";

export interface PaperCardProps {
  readonly hit: Hit;
  readonly events: CardEvents;
  readonly isSelected?: boolean;
  /** Whether it is shown as the one that the map points at. */
  readonly isLit?: boolean;
  /** Whether reference managers may take it. */
  readonly hasCoins?: boolean;
}

/** A paper in a list. It can take the focus, so that the keyboard moves from paper to paper. */
export function PaperCard(props: PaperCardProps) {
  const { id } = props.hit.paper;
  return (
    <CardBoundary id={id} onOpen={props.events.onOpen}>
      <Card {...props} />
      {props.hasCoins && <Coins paper={props.hit.paper} />}
    </CardBoundary>
  );
}

function Card({ hit, events, isSelected = false, isLit = false }: PaperCardProps) {
  const { id } = hit.paper;
  const { onHover, onWhy } = events;
  const [isAsking, setAsking] = useState(false);
  const mayAsk = onWhy && hit.matchedBy !== "filter";
  return (
    <article
      class={["paper", isSelected && "selected", isLit && "lit"].filter(Boolean).join(" ")}
      data-id={id}
      tabIndex={-1}
      aria-label={readLatex(hit.paper.title).text}
      onPointerEnter={() => onHover?.(id)}
      onPointerLeave={() => onHover?.(undefined)}
      onFocusCapture={() => onHover?.(id)}
      onBlurCapture={() => onHover?.(undefined)}
    >
      <CardBody hit={hit} events={events} isSelected={isSelected} />
      <div class="margin">
        <p class="match">
          <ListedMark id={id} />
          <Match hit={hit} />
          {mayAsk && (
            <button
              type="button"
              class="quiet why-button"
              aria-expanded={isAsking}
              onClick={() => setAsking(!isAsking)}
            >
              Why?
            </button>
          )}
        </p>
        <p class="links">
          <ExternalLinks paper={hit.paper} />
        </p>
      </div>
      {mayAsk && isAsking && <WhyPanel score={hit.score} strength={measureStrength(hit)} ask={() => onWhy(id)} />}
    </article>
  );
}

function CardBody({ hit, events, isSelected }: Required<Pick<PaperCardProps, "hit" | "events" | "isSelected">>) {
  const { paper, highlights, because } = hit;
  const { id, abstract } = paper;
  const { isFolded, isCut, onCut, toggle } = useFold();
  return (
    <div class="paper-body">
      <h2 dir="auto">
        <Pick title={readLatex(paper.title).text} id={id} isSelected={isSelected} onSelect={events.onSelect} />
        <VisitLink view={{ kind: "paper", id }} onVisit={() => events.onOpen(id)}>
          <MarkedWords source={paper.title} ranges={highlights?.title} />
        </VisitLink>
      </h2>
      <Facts hit={hit} onVenue={events.onVenue} />
      {because && (
        <p class="because">
          similar to <cite dir="auto">{readLatex(because.title).text}</cite>
        </p>
      )}
      {abstract && (
        <Abstract
          text={abstract}
          ranges={highlights?.abstract}
          snippet={hit.snippet}
          isFolded={isFolded}
          onCut={onCut}
        />
      )}
      <PaperActions paper={paper} onSimilar={events.onSimilar} onRate={events.onRate}>
        {abstract && (
          <button
            type="button"
            class="quiet unfold"
            aria-expanded={!isFolded}
            hidden={isFolded && !isCut}
            onClick={toggle}
          >
            {isFolded ? "Show more" : "Show less"}
          </button>
        )}
      </PaperActions>
    </div>
  );
}

interface PickProps {
  readonly id: string;
  readonly title: string;
  readonly isSelected: boolean;
  readonly onSelect: CardEvents["onSelect"];
}

/** Shown while papers are being selected; the key for it works at any time. */
function Pick({ id, title, isSelected, onSelect }: PickProps) {
  if (!onSelect) return null;
  return (
    <input
      class="pick"
      type="checkbox"
      aria-label={`Select: ${title}`}
      checked={isSelected}
      onClick={(event) => onSelect(id, event.shiftKey ? "range" : "one")}
    />
  );
}
