import { useState } from "preact/hooks";
import { formatCount, formatPapers } from "../../domain/text/amounts.js";
import { citationFiles } from "../paper/citation-formats.js";
import { CitationMenu } from "../paper/citation-menu.js";
import { RefusedCopy } from "../shared/refused-copy.js";
import { nameFile } from "../shared/download-text.js";
import { exportCollection } from "../shared/export-collection.js";
import { locateRecommended } from "../shared/locate-collection.js";
import { lastDeed } from "../shared/undo.js";
import { useCopy } from "../shared/use-copy.js";
import { useLatex } from "../shared/use-latex.js";
import { useWatched } from "../shared/use-watched.js";
import { DeedNotice } from "../shell/deed-notice.js";
import type { View } from "../shell/view-address.js";
import { matchesView, viewTray } from "./recommend-view.js";
import { countRated, isEmptyTray, type Tray } from "./tray.js";
import { TrayLists } from "./tray-lists.js";
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
              <CitationMenu
                name={nameFile(tray.name)}
                count={countRated(tray, "like")}
                write={(format) => exportCollection(tray.id ?? "", citationFiles[format].format)}
                copy={copy}
              />
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
  // The address of recommendations does not hold more papers, and would bring the other ones of the collection.
  if (tray.id && tray.unlisted.like > 0) {
    return (
      <a class="strong" href={locateRecommended(tray.id)}>
        More like these
      </a>
    );
  }
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

function describeTray(tray: Tray): string {
  const [papers, excluded] = [countRated(tray, "like"), countRated(tray, "dislike")];
  const parts = [];
  if (papers > 0) parts.push(formatPapers(papers));
  if (excluded > 0) parts.push(`${formatCount(excluded)} not of interest`);
  return parts.join(", ");
}
