import { useEffect, useState } from "preact/hooks";
import type { Collection } from "../../domain/collections/collection.js";
import type { Paper } from "../../domain/paper/paper.js";
import { formatPapers } from "../../domain/text/amounts.js";
import { CitationMenu } from "../paper/citation-menu.js";
import { MarkedWords } from "../paper/marked-words.js";
import { readLatex } from "../shared/latex.js";
import { locateCollection } from "../shared/locate-collection.js";
import { RefusedCopy } from "../shared/refused-copy.js";
import { call } from "../shared/server.js";
import { lastDeed } from "../shared/undo.js";
import { useCopy } from "../shared/use-copy.js";
import { useLatex } from "../shared/use-latex.js";
import { useWatched } from "../shared/use-watched.js";
import { DeedNotice, tellProblem } from "../shell/deed-notice.js";
import type { View } from "../shell/view-address.js";
import { VisitLink } from "../shell/visit-link.js";
import { chooseCollection } from "./keep-tray.js";
import { clearTray, dropPaper, renameCurrent } from "./rate-paper.js";
import { matchesView, viewTray } from "./recommend-view.js";
import { isEmptyTray, type Tray, type TrayPaper } from "./tray.js";
import { trayStore } from "./tray-store.js";

interface TrayBarProps {
  /** What the page shows: no recommendations are offered that are there already. */
  readonly view: View;
  readonly onVisit: (view: View) => void;
}

/** The current collection at the bottom of the window; nothing while it is empty. */
export function TrayBar({ view, onVisit }: TrayBarProps) {
  const tray = useWatched(trayStore);
  const deed = useWatched(lastDeed);
  const [isOpen, setOpen] = useState(false);
  const { refused, copy } = useCopy();
  useLatex([...tray.likes, ...tray.dislikes].map(({ title }) => title));
  if (isEmptyTray(tray) && !deed) return null;
  const isShown = isOpen && !isEmptyTray(tray);
  return (
    <section id="tray" aria-label="Current collection">
      <div class="frame">
        {isShown && <TrayLists tray={tray} onVisit={onVisit} />}
        <div class="tray-row">
          <DeedNotice />
          {!isEmptyTray(tray) && (
            <>
              <button
                type="button"
                class="tray-count"
                aria-expanded={isShown}
                aria-controls="tray-lists"
                onClick={() => setOpen(!isOpen)}
              >
                <span dir="auto">{tray.name}</span>: {describeTray(tray)}
              </button>
              <CitationMenu name={nameFile(tray)} load={() => loadPapers(tray)} copy={copy} />
              <button type="button" class="quiet" onClick={clearTray}>
                Clear
              </button>
              {!matchesView(tray, view) && <RecommendButton tray={tray} onVisit={onVisit} />}
            </>
          )}
        </div>
        <RefusedCopy refused={refused} />
      </div>
    </section>
  );
}

function RecommendButton({ tray, onVisit }: { readonly tray: Tray } & Pick<TrayBarProps, "onVisit">) {
  const isDisabled = tray.likes.length === 0;
  return (
    <button
      type="button"
      class="strong"
      disabled={isDisabled}
      title={isDisabled ? "Save at least one paper first" : undefined}
      onClick={() => onVisit(viewTray(tray))}
    >
      More like these
    </button>
  );
}

function TrayLists({ tray, onVisit }: { readonly tray: Tray } & Pick<TrayBarProps, "onVisit">) {
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
      {tray.unlisted > 0 && <p class="tray-more">and {formatPapers(tray.unlisted)} more</p>}
      <Side title="Not interested" papers={tray.dislikes} onVisit={onVisit} />
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

interface SideProps extends Pick<TrayBarProps, "onVisit"> {
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

function describeTray({ likes, dislikes, unlisted }: Tray): string {
  const papers = likes.length + unlisted;
  const parts = [];
  if (papers > 0) parts.push(formatPapers(papers));
  if (dislikes.length > 0) parts.push(`${dislikes.length} not of interest`);
  return parts.join(", ");
}

function nameFile({ name }: Tray): string {
  return name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "papers";
}

/** The papers that are listed, in full; those that the library no longer has are left out. */
async function loadPapers({ id, likes }: Tray): Promise<Paper[]> {
  if (id === undefined) return [];
  const query = { limit: Math.max(1, likes.length) };
  const { entries } = await call("GET /v1/collections/{id}/papers", { params: { id }, query });
  return entries.flatMap(({ paper }) => paper ?? []);
}
