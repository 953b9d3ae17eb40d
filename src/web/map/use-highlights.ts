import { useEffect, useMemo, useState } from "preact/hooks";
import type { Hit } from "../../domain/search/answer.js";
import { createSearchRequest } from "../search/request.js";
import { chooseMarked, describeMarked, type FoundPaper } from "./choose-marked.js";
import { call } from "../shared/server.js";
import type { View } from "../shell/view-address.js";
import type { MapData } from "./data.js";
import type { KnownPaper } from "./dot-card.js";
import type { MapPaneProps } from "./map-pane-props.js";
import type { MapRef, MapVersion } from "./use-map-view.js";

interface HighlightOptions extends Pick<MapPaneProps, "view" | "hits" | "lit"> {
  readonly map: MapRef;
  readonly version: MapVersion;
  readonly data: MapData;
  /** The paper that is marked on the map. */
  readonly row: number | undefined;
}

export interface MarkedPaper {
  readonly row: number;
  /** What the list knows of it. */
  readonly paper: KnownPaper | undefined;
}

/** Papers of a question of which the good matches are lit, most of them before the list has come to them. */
const maxFound = 100;

interface Highlights {
  readonly marked: MarkedPaper | undefined;
  /** Says that only some of the papers found are lit. */
  readonly note: string | undefined;
}

/** Lights the papers of the list that match well, and marks one. */
export function useHighlights({ map, version, data, view, hits, lit, row }: HighlightOptions): Highlights {
  const { papers: found, total } = useFound(view);
  const known = useMemo(() => {
    // Without a question, the list is of all papers.
    if (view.kind === "home" || (view.kind === "search" && view.query === "")) return none;
    return [...new Map([...hits, ...found].map((hit) => [hit.paper.id, hit])).values()];
  }, [view.kind, hits, found]);
  const good = useMemo(() => chooseMarked(known), [known]);
  const highlighted = useMemo(() => good.flatMap(({ paper }) => data.rows.get(paper.id) ?? []), [data, good]);
  const subject = view.kind === "paper" ? data.rows.get(view.id) : undefined;
  const marked = row ?? (lit === undefined ? undefined : data.rows.get(lit)) ?? subject;
  useEffect(() => map.current?.show({ highlighted, dimmed: highlighted.length > 0 }), [version.opened, highlighted]);
  useEffect(() => map.current?.show({ selected: marked }), [version.opened, marked]);
  useEffect(() => {
    if (subject !== undefined && map.current?.isInView(subject) !== true) map.current?.flyToPaper(subject);
  }, [subject, version.opened]);
  const note = describeMarked({ marked: good.length, known: known.length, total });
  if (marked === undefined) return { marked, note };
  return { marked: { row: marked, paper: findPaper(hits, data.ids[marked]) }, note };
}

function findPaper(hits: readonly Hit[], id: string | undefined): KnownPaper | undefined {
  return hits.find(({ paper }) => paper.id === id)?.paper;
}

const none: readonly FoundPaper[] = [];

interface Found {
  readonly papers: readonly FoundPaper[];
  /** How many papers there are in all; undefined until they are counted. */
  readonly total: number | undefined;
}

const nothing: Found = { papers: none, total: undefined };

/** The best papers of a search, of which the list shows the first few. */
function useFound(view: View): Found {
  const [found, setFound] = useState(nothing);
  const question = view.kind === "search" && view.query !== "" ? JSON.stringify(createSearchRequest(view)) : "";
  useEffect(() => {
    setFound(nothing);
    if (question === "") return undefined;
    const leaving = new AbortController();
    const body = { ...(JSON.parse(question) as { query: string }), limit: maxFound, fields: "title" };
    call("POST /v1/search", { body, signal: leaving.signal })
      .then(({ hits, total }) => setFound({ papers: hits, total }))
      // The list tells about the failure of the same search.
      .catch(() => undefined);
    return () => leaving.abort();
  }, [question]);
  return found;
}
