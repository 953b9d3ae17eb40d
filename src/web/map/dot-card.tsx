import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Paper } from "../../domain/paper/paper.js";
import { prepareLatex, readLatex } from "../shared/latex.js";
import { call } from "../shared/server.js";
import { VisitLink } from "../shell/visit-link.js";
import type { Place } from "./canvas/gestures.js";
import { listTopicNames, type MapData } from "./data.js";

interface DotCardProps {
  readonly data: MapData;
  readonly row: number;
  readonly at: Place;
  /** Known if the paper is in the list. */
  readonly paper: KnownPaper | undefined;
  /** Whether it stays, so that its title is a link. */
  readonly isPinned: boolean;
  readonly onOpen: (id: string) => void;
}

export type KnownPaper = Pick<Paper, "title" | "authors" | "year"> & { readonly venue?: string | undefined };

/** The card next to a dot: shows what the map knows at once, and the title when it has loaded. */
export function DotCard({ data, row, at, paper: known, isPinned, onOpen }: DotCardProps) {
  const loaded = usePaper(known ? undefined : data.ids[row]);
  const paper = known ?? loaded;
  const card = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (card.current) placeCard(card.current, at);
  });
  const id = data.ids[row] ?? "";
  const title = paper ? readLatex(paper.title).text : "…";
  const year = data.years[row] === 0 ? undefined : data.years[row];
  const facts = [paper?.authors[0], year, paper?.venue].filter((fact) => fact !== undefined);
  return (
    <div class={`map-card${isPinned ? " pinned" : ""}`} ref={card} dir="auto">
      {isPinned ? (
        <VisitLink view={{ kind: "paper", id }} onVisit={() => onOpen(id)} look="title">
          {title}
        </VisitLink>
      ) : (
        <p class="title">{title}</p>
      )}
      <p class="facts">{facts.join(" · ")}</p>
      <p class="topics">{listTopicNames(data, row).join(" › ")}</p>
    </div>
  );
}

/** A pointer that only passes over a dot loads no title. */
const restMs = 60;
const papersById = new Map<string, Paper>();
const maxKept = 500;

function usePaper(id: string | undefined): Paper | undefined {
  const [, setLoaded] = useState<string>();
  useEffect(() => {
    if (id === undefined || papersById.has(id)) return;
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      call("GET /v1/papers/{id}", { params: { id }, signal: leaving.signal })
        .then(async (paper) => {
          await prepareLatex([paper.title]);
          if (papersById.size >= maxKept) papersById.clear();
          papersById.set(id, paper);
          return setLoaded(id);
        })
        // Aborted, or the paper was deleted: the card stays as it is.
        .catch(() => undefined);
    }, restMs);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [id]);
  return id === undefined ? undefined : papersById.get(id);
}

const gap = 14;

/** Next to the dot, on the side that has room. */
function placeCard(card: HTMLElement, { x, y }: Place): void {
  const { clientWidth = 0, clientHeight = 0 } = card.parentElement ?? {};
  const { offsetWidth: width, offsetHeight: height } = card;
  const left = x + gap + width < clientWidth ? x + gap : x - gap - width;
  const top = y + gap + height < clientHeight ? y + gap : y - gap - height;
  card.style.left = `${Math.max(8, Math.min(left, clientWidth - width - 8))}px`;
  card.style.top = `${Math.max(8, top)}px`;
}
