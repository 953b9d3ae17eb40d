import { useEffect, useMemo, useState } from "preact/hooks";
import type { Hit } from "../../domain/search/answer.js";
import { splitByStrength } from "../paper/strength.js";
import { createSearchRequest } from "../search/request.js";
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

/** Papers that a question lights, most of them before the list has come to them. */
const maxLit = 100;

/** Lights the papers of the list, and marks one. Returns the marked one. */
export function useHighlights({ map, version, data, view, hits, lit, row }: HighlightOptions): MarkedPaper | undefined {
  const found = useFound(view);
  const highlighted = useMemo(() => {
    // Without a question, the list is of all papers.
    if (view.kind === "home" || (view.kind === "search" && view.query === "")) return [];
    const ids = new Set([...(view.kind === "search" ? listGood(hits) : hits.map(({ paper }) => paper.id)), ...found]);
    return [...ids].flatMap((id) => data.rows.get(id) ?? []);
  }, [data, view.kind, hits, found]);
  const subject = view.kind === "paper" ? data.rows.get(view.id) : undefined;
  const marked = row ?? (lit === undefined ? undefined : data.rows.get(lit)) ?? subject;
  useEffect(() => map.current?.show({ highlighted, dimmed: highlighted.length > 0 }), [version.opened, highlighted]);
  useEffect(() => map.current?.show({ selected: marked }), [version.opened, marked]);
  useEffect(() => {
    if (subject !== undefined && map.current?.isInView(subject) !== true) map.current?.flyToPaper(subject);
  }, [subject, version.opened]);
  if (marked === undefined) return undefined;
  return { row: marked, paper: findPaper(hits, data.ids[marked]) };
}

function findPaper(hits: readonly Hit[], id: string | undefined): KnownPaper | undefined {
  return hits.find(({ paper }) => paper.id === id)?.paper;
}

/** Without the weak matches at the end; all where there are no others. */
function listGood(hits: readonly Hit[]): readonly string[] {
  return hits.slice(0, splitByStrength(hits) || undefined).map(({ paper }) => paper.id);
}

const none: readonly string[] = [];

/** The best papers of a search, of which the list shows the first few. */
function useFound(view: View): readonly string[] {
  const [found, setFound] = useState(none);
  const question = view.kind === "search" && view.query !== "" ? JSON.stringify(createSearchRequest(view)) : "";
  useEffect(() => {
    setFound(none);
    if (question === "") return undefined;
    const leaving = new AbortController();
    const body = { ...(JSON.parse(question) as { query: string }), limit: maxLit, fields: "title" };
    call("POST /v1/search", { body, signal: leaving.signal })
      .then(({ hits }) => setFound(listGood(hits)))
      // The list tells about the failure of the same search.
      .catch(() => undefined);
    return () => leaving.abort();
  }, [question]);
  return found;
}
