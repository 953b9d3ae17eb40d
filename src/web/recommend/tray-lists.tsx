import { useEffect, useState } from "preact/hooks";
import type { Collection } from "../../domain/collections/collection.js";
import { formatPapers } from "../../domain/text/amounts.js";
import { MarkedWords } from "../paper/marked-words.js";
import { readLatex } from "../shared/latex.js";
import { locateCollection } from "../shared/locate-collection.js";
import { call } from "../shared/server.js";
import { tellProblem } from "../shell/deed-notice.js";
import type { View } from "../shell/view-address.js";
import { VisitLink } from "../shell/visit-link.js";
import { ClearTray } from "./clear-tray.js";
import { chooseCollection } from "./keep-tray.js";
import { dropPaper, renameCurrent } from "./rate-paper.js";
import type { Tray, TrayPaper } from "./tray.js";

interface TrayListsProps {
  readonly tray: Tray;
  readonly onVisit: (view: View) => void;
}

/** The papers of the current collection, its name, and ways to another one. */
export function TrayLists({ tray, onVisit }: TrayListsProps) {
  const rename = ({ currentTarget }: Event) => {
    if (currentTarget instanceof HTMLInputElement) renameCurrent(currentTarget.value);
  };
  return (
    <div class="tray-lists" id="tray-lists">
      <div class="tray-head">
        <OtherCollections id={tray.id} />
        <label class="tray-name">
          Name <input type="text" maxLength={200} dir="auto" value={tray.name} onChange={rename} />
        </label>
        {tray.id !== undefined && (
          <a class="quiet" href={locateCollection(tray.id)}>
            Open
          </a>
        )}
      </div>
      <Side title="In the collection" papers={tray.likes} onVisit={onVisit} />
      <Unlisted count={tray.unlisted.like} />
      <Side title="Not interested" papers={tray.dislikes} onVisit={onVisit} />
      <Unlisted count={tray.unlisted.dislike} />
      <ClearTray name={tray.name} />
    </div>
  );
}

/** Makes another collection the current one. */
function OtherCollections({ id }: { readonly id: string | undefined }) {
  const [collections, setCollections] = useState<readonly Collection[]>([]);
  useEffect(() => {
    call("GET /v1/collections", {}).then(
      (answer) => setCollections(answer.collections),
      () => undefined,
    );
  }, [id]);
  if (collections.length < 2) return null;
  const choose = (event: Event) => {
    if (event.currentTarget instanceof HTMLSelectElement)
      chooseCollection(event.currentTarget.value).catch(tellProblem);
  };
  return (
    <label class="tray-name tray-other">
      Collection{" "}
      <select onChange={choose}>
        {collections.map((collection) => (
          <option key={collection.id} value={collection.id} selected={collection.id === id}>
            {collection.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Unlisted({ count }: { readonly count: number }) {
  return count > 0 ? <p class="tray-more">and {formatPapers(count)} more</p> : null;
}

interface SideProps extends Pick<TrayListsProps, "onVisit"> {
  readonly title: string;
  readonly papers: readonly TrayPaper[];
}

function Side({ title, papers, onVisit }: SideProps) {
  if (papers.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {papers.map((paper) => (
          <li key={paper.id} data-id={paper.id}>
            <VisitLink view={{ kind: "paper", id: paper.id }} onVisit={onVisit}>
              <MarkedWords source={paper.title} />
            </VisitLink>
            <button
              type="button"
              class="remove"
              aria-label={`Remove: ${readLatex(paper.title).text}`}
              onClick={() => dropPaper(paper)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
