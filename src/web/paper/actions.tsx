import type { ComponentChildren } from "preact";
import type { Paper } from "../../domain/paper/paper.js";
import { SaveMenu } from "../recommend/save-menu.js";
import { trayStore } from "../recommend/tray-store.js";
import { useRating } from "../recommend/use-rating.js";
import { useDisclosure } from "../shared/disclosure.js";
import { RefusedCopy } from "../shared/refused-copy.js";
import { useCopy } from "../shared/use-copy.js";
import { useWatched } from "../shared/use-watched.js";
import type { RatingEvents } from "./card-events.js";
import { ExternalLinks } from "./external-links.js";
import { type CitationFormat, citationFormats } from "./citation-formats.js";
import { writeFile } from "./citations.js";

interface ActionsProps extends RatingEvents {
  readonly paper: Paper;
  /** Absent on the paper's own page, which lists them. */
  readonly onSimilar?: (id: string) => void;
  /** Before the others; stays outside of the menu. */
  readonly children?: ComponentChildren;
}

/** What one can do with a paper: a row of buttons, or a menu where there is little room. */
export function PaperActions({ paper, onSimilar, onRate, children }: ActionsProps) {
  const { isOpen, toggle, close, box, button, onKeyDown } = useDisclosure();
  const { copied, refused, copy } = useCopy();
  const copyAs = (format: CitationFormat) => {
    if (isOpen) close();
    void writeFile([paper], format).then((text) => copy(format, text));
  };
  return (
    <>
      <div class="actions">
        {children}
        <div class="action-menu" ref={box} onKeyDown={onKeyDown}>
          <button
            type="button"
            class="menu-button"
            aria-expanded={isOpen}
            aria-label="Actions"
            title="Actions"
            ref={button}
            onClick={toggle}
          />
          <div class={isOpen ? "action-list open" : "action-list"}>
            {onSimilar && (
              <button type="button" class="quiet" onClick={() => onSimilar(paper.id)}>
                Similar
              </button>
            )}
            <RatingButtons paper={paper} onRate={onRate} />
            {citationFormats.map((format) => (
              <button type="button" class="quiet" aria-label={`Copy ${format}`} onClick={() => copyAs(format)}>
                {copied === format ? "Copied" : format}
              </button>
            ))}
            <p class="links">
              <ExternalLinks paper={paper} />
            </p>
          </div>
        </div>
      </div>
      <RefusedCopy refused={refused} />
    </>
  );
}

function RatingButtons({ paper, onRate }: Pick<ActionsProps, "paper" | "onRate">) {
  const { name } = useWatched(trayStore);
  const rated = useRating(paper.id);
  const isSaved = rated === "like";
  return (
    <>
      <button
        type="button"
        class={isSaved ? "quiet rating like on" : "quiet rating like"}
        title={isSaved ? `Take it out of “${name}”` : `Save it in “${name}”`}
        onClick={() => onRate(paper, "like")}
      >
        {isSaved ? "Saved" : "Save"}
      </button>
      <SaveMenu papers={[paper]} />
      <button
        type="button"
        class={rated === "dislike" ? "quiet rating dislike on" : "quiet rating dislike"}
        aria-pressed={rated === "dislike"}
        onClick={() => onRate(paper, "dislike")}
      >
        Not interested
      </button>
    </>
  );
}
