import { useEffect, useState } from "preact/hooks";
import { MarkedWords } from "../paper/marked-words.js";
import { prepareLatex } from "../shared/latex.js";
import { call } from "../shared/server.js";
import { useWatched } from "../shared/use-watched.js";
import type { RecommendView, View } from "../shell/view-address.js";
import { VisitLink } from "../shell/visit-link.js";
import { replaceTray } from "./rate-paper.js";
import { addView, includesView } from "./recommend-view.js";
import { emptyTray, isEmptyTray } from "./tray.js";
import { trayStore } from "./tray-store.js";

interface SharedListProps {
  readonly view: RecommendView;
  readonly onVisit: (view: View) => void;
}

/** The papers that an address recommends for, and a way to take them over; nothing where the reader's list has them. */
export function SharedList({ view, onVisit }: SharedListProps) {
  const tray = useWatched(trayStore);
  const titles = useTitles([...view.likes, ...view.dislikes]);
  if (includesView(tray, view)) return null;
  const { likes, dislikes } = view;
  const isEmpty = isEmptyTray(tray);
  const useInstead = () =>
    replaceTray(addView({ ...emptyTray, name: tray.name }, view, titles), "The list was replaced.");
  const list = (ids: readonly string[]) =>
    ids.map((id) => (
      <li key={id}>
        <VisitLink view={{ kind: "paper", id }} onVisit={onVisit}>
          <MarkedWords source={titles.get(id) ?? id} />
        </VisitLink>
      </li>
    ));
  return (
    <section class="shared-list" aria-label="Shared list">
      <p>These recommendations are for {isEmpty ? "a shared list" : "a different list from yours"}:</p>
      <ul>{list(likes)}</ul>
      {dislikes.length > 0 && (
        <>
          <p>but unlike</p>
          <ul>{list(dislikes)}</ul>
        </>
      )}
      <p class="shared-actions">
        {!isEmpty && (
          <button
            type="button"
            class="strong"
            onClick={() => replaceTray(addView(tray, view, titles), "The papers were added.")}
          >
            Add to mine
          </button>
        )}
        <button type="button" class={isEmpty ? "strong" : "quiet"} onClick={useInstead}>
          {isEmpty ? "Use as my list" : "Use instead"}
        </button>
      </p>
    </section>
  );
}

/** The titles of papers as they become known; a deleted paper has none. */
function useTitles(ids: readonly string[]): ReadonlyMap<string, string> {
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    let isWanted = true;
    void loadTitles(ids).then((loaded) => isWanted && setTitles(loaded));
    return () => {
      isWanted = false;
    };
  }, [ids.join("\n")]);
  return titles;
}

async function loadTitles(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const read = await Promise.allSettled(ids.map((id) => call("GET /v1/papers/{id}", { params: { id } })));
  const papers = read.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  await prepareLatex(papers.map(({ title }) => title));
  return new Map(papers.map(({ id, title }) => [id, title]));
}
