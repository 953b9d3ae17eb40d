import { useState } from "preact/hooks";
import { PaperkinError } from "../../client/client-error.js";
import type { Paper } from "../../domain/paper/paper.js";
import { formatPapers } from "../../domain/text/amounts.js";
import { CitationMenu } from "../paper/citation-menu.js";
import { MarkedWords } from "../paper/marked-words.js";
import { readLatex } from "../shared/latex.js";
import { RefusedCopy } from "../shared/refused-copy.js";
import { call } from "../shared/server.js";
import { useCopy } from "../shared/use-copy.js";
import { useLatex } from "../shared/use-latex.js";
import { useWatched } from "../shared/use-watched.js";
import type { View } from "../shell/view-address.js";
import { VisitLink } from "../shell/visit-link.js";
import { changeTray, replaceTray, trayUndo } from "./rate-paper.js";
import { matchesView, viewTray } from "./recommend-view.js";
import { emptyTray, isEmptyTray, renameTray, withoutPaper, type Tray, type TrayPaper } from "./tray.js";
import { trayStore } from "./tray-store.js";

interface TrayBarProps {
  /** What the page shows: no recommendations are offered that are there already. */
  readonly view: View;
  readonly onVisit: (view: View) => void;
}

/** The reader's list at the bottom of the window; nothing while it is empty. */
export function TrayBar({ view, onVisit }: TrayBarProps) {
  const tray = useWatched(trayStore);
  const undo = useWatched(trayUndo);
  const [isOpen, setOpen] = useState(false);
  const { refused, copy } = useCopy();
  useLatex([...tray.likes, ...tray.dislikes].map(({ title }) => title));
  if (isEmptyTray(tray) && !undo) return null;
  const isShown = isOpen && !isEmptyTray(tray);
  const clear = () => replaceTray({ ...emptyTray, name: tray.name }, "The list was cleared.");
  return (
    <section id="tray" aria-label="Reading list">
      <div class="frame">
        {isShown && <TrayLists tray={tray} onVisit={onVisit} />}
        <div class="tray-row">
          {undo && <UndoNotice message={undo.message} before={undo.before} />}
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
              <button type="button" class="quiet" onClick={clear}>
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
      title={isDisabled ? "Add at least one paper first" : undefined}
      onClick={() => onVisit(viewTray(tray))}
    >
      More like my list
    </button>
  );
}

function UndoNotice({ message, before }: { readonly message: string; readonly before: Tray }) {
  return (
    <p class="tray-undo">
      {message}{" "}
      <button type="button" class="quiet" onClick={() => changeTray(before)}>
        Undo
      </button>
      <button type="button" class="remove" aria-label="Close" onClick={() => trayUndo.save(undefined)}>
        ×
      </button>
    </p>
  );
}

function TrayLists({ tray, onVisit }: { readonly tray: Tray } & Pick<TrayBarProps, "onVisit">) {
  const rename = ({ currentTarget }: Event) => {
    if (currentTarget instanceof HTMLInputElement) changeTray(renameTray(trayStore.read(), currentTarget.value));
  };
  return (
    <div class="tray-lists" id="tray-lists">
      <label class="tray-name">
        Name <input type="text" maxLength={80} dir="auto" value={tray.name} onChange={rename} />
      </label>
      <Side title="On the list" papers={tray.likes} onVisit={onVisit} />
      <Side title="Less like" papers={tray.dislikes} onVisit={onVisit} />
    </div>
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
              onClick={() => changeTray(withoutPaper(trayStore.read(), paper.id))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function describeTray({ likes, dislikes }: Tray): string {
  const parts = [];
  if (likes.length > 0) parts.push(formatPapers(likes.length));
  if (dislikes.length > 0) parts.push(`${dislikes.length} disliked`);
  return parts.join(", ");
}

function nameFile({ name }: Tray): string {
  return name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "papers";
}

/** The papers of the list in full; those that the library no longer has are left out. */
async function loadPapers({ likes }: Tray): Promise<Paper[]> {
  const read = likes.map(({ id }) =>
    call("GET /v1/papers/{id}", { params: { id } }).catch((error: unknown) => {
      if (error instanceof PaperkinError && error.status === 404) return undefined;
      throw error;
    }),
  );
  return (await Promise.all(read)).filter((paper) => paper !== undefined);
}
