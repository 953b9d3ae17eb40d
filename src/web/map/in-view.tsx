import { useEffect, useState } from "preact/hooks";
import type { Hit } from "../../domain/search/answer.js";
import { formatCount } from "../../domain/text/amounts.js";
import { prepareLatex, readLatex } from "../shared/latex.js";
import { call } from "../shared/server.js";
import { VisitLink } from "../shell/visit-link.js";
import type { MapView } from "./canvas/view.js";
import { listInView } from "./list-in-view.js";
import type { MapData } from "./data.js";

interface InViewProps {
  readonly data: MapData;
  readonly map: MapView;
  /** Grows when the map moves. */
  readonly version: number;
  readonly onOpen: (id: string) => void;
  readonly onMark: (row: number | undefined) => void;
}

const maxListed = 20;
const restMs = 400;

/** The papers in the middle of the map, for readers who cannot see it or point at it. */
export function InView({ data, map, version, onOpen, onMark }: InViewProps) {
  const { papers, total } = usePapersInView({ data, map, version });
  return (
    <>
      <p class="facts" role="status">
        The {formatCount(papers.length)} closest to the middle of {formatCount(total)} in view
      </p>
      <ol class="map-papers" aria-label="Papers in view">
        {papers.map(({ id, title, year }) => (
          <li key={id}>
            <span
              dir="auto"
              onFocusCapture={() => onMark(data.rows.get(id))}
              onBlurCapture={() => onMark(undefined)}
              onMouseEnter={() => onMark(data.rows.get(id))}
              onMouseLeave={() => onMark(undefined)}
            >
              <VisitLink view={{ kind: "paper", id }} onVisit={() => onOpen(id)}>
                {readLatex(title).text}
              </VisitLink>
            </span>
            {year !== undefined && <span class="facts"> {year}</span>}
          </li>
        ))}
      </ol>
    </>
  );
}

/** Asks for the titles of the papers once the map has come to rest. */
function usePapersInView({ data, map, version }: Pick<InViewProps, "data" | "map" | "version">) {
  const [papers, setPapers] = useState<readonly Hit["paper"][]>([]);
  const [total, setTotal] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const load = async () => {
      const { rows, count } = listInView(data, map.listCorners(), maxListed);
      setTotal(count);
      const ids = rows.map((row) => data.ids[row] ?? "");
      if (ids.length === 0) return setPapers([]);
      const body = { query: "", filter: { ids }, limit: maxListed, duplicates: "show" as const, fields: "title,year" };
      const { hits } = await call("POST /v1/search", { body, signal });
      await prepareLatex(hits.map(({ paper }) => paper.title));
      const order = new Map(ids.map((id, at) => [id, at]));
      const found = hits.map(({ paper }) => paper);
      setPapers(found.sort((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0)));
    };
    // A failure leaves the list as it is: the next move asks again.
    const timer = setTimeout(() => void load().catch(() => undefined), version === 0 ? 0 : restMs);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [data, version]);
  return { papers, total };
}
