import { useEffect, useState } from "preact/hooks";
import { MarkedWords } from "../paper/marked-words.js";
import { prepareLatex } from "../shared/latex.js";
import { call } from "../shared/server.js";
import { tellProblem } from "../shell/deed-notice.js";
import { useWatched } from "../shared/use-watched.js";
import type { RecommendView, View } from "../shell/view-address.js";
import { VisitLink } from "../shell/visit-link.js";
import { includesView } from "./recommend-view.js";
import { addSharedTo, keepShared } from "./save-to.js";
import { isEmptyTray } from "./tray.js";
import { trayStore } from "./tray-store.js";

interface SharedListProps {
  readonly view: RecommendView;
  readonly onVisit: (view: View) => void;
}

/** The papers that an address recommends for, and ways to keep them; nothing where the current collection has them. */
export function SharedList({ view, onVisit }: SharedListProps) {
  const tray = useWatched(trayStore);
  const titles = useTitles([...view.likes, ...view.dislikes]);
  if (includesView(tray, view)) return null;
  const { likes, dislikes } = view;
  const { id, name } = tray;
  const list = (ids: readonly string[]) =>
    ids.map((paper) => (
      <li key={paper}>
        <VisitLink view={{ kind: "paper", id: paper }} onVisit={onVisit}>
          <MarkedWords source={titles.get(paper) ?? paper} />
        </VisitLink>
      </li>
    ));
  return (
    <section class="shared-list" aria-label="Shared papers">
      <p>
        These recommendations are for papers {isEmptyTray(tray) ? "that were shared" : `other than those of “${name}”`}:
      </p>
      <ul>{list(likes)}</ul>
      {dislikes.length > 0 && (
        <>
          <p>but unlike</p>
          <ul>{list(dislikes)}</ul>
        </>
      )}
      <p class="shared-actions">
        <button type="button" class="strong" onClick={() => void keepShared(view, titles).catch(tellProblem)}>
          Keep as a collection
        </button>
        {id !== undefined && (
          <button
            type="button"
            class="quiet"
            onClick={() => void addSharedTo({ id, name }, view, titles).catch(tellProblem)}
          >
            Add to {name}
          </button>
        )}
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
