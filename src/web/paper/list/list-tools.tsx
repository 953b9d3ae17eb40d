import type { Paper } from "../../../domain/paper/paper.js";
import type { Hit } from "../../../domain/search/answer.js";
import { rateTogether } from "../../recommend/rate-paper.js";
import { SaveMenu } from "../../recommend/save-menu.js";
import type { Rating } from "../../recommend/tray.js";
import { RefusedCopy } from "../../shared/refused-copy.js";
import { useCopy } from "../../shared/use-copy.js";
import { useRootChoice } from "../../shared/use-root-choice.js";
import { useWatched } from "../../shared/use-watched.js";
import { CitationMenu } from "../citation-menu.js";
import { writeFile } from "../citations.js";
import { listDensity } from "./list-density.js";
import { describeSelection, joinPapers, noSelection } from "./selection.js";
import { shownSelection } from "./shown-selection.js";

/** How the list is shown, and a way to select papers in it. */
export function ListTools() {
  const density = useRootChoice(listDensity, "list");
  const { isOn } = useWatched(shownSelection);
  return (
    <p class="list-tools">
      <button
        type="button"
        class="quiet"
        aria-pressed={density === "compact"}
        onClick={() => listDensity.save(density === "compact" ? "full" : "compact")}
      >
        Compact
      </button>
      <button
        type="button"
        class="quiet"
        aria-pressed={isOn}
        onClick={() => shownSelection.save(isOn ? noSelection : { ...noSelection, isOn: true })}
      >
        Select
      </button>
    </p>
  );
}

/** What one can do with the selected papers, of this list and others; nothing while none are being selected. */
export function SelectBar({ hits }: { readonly hits: readonly Hit[] }) {
  const { isOn, papers } = useWatched(shownSelection);
  const { copied, refused, copy } = useCopy();
  if (!isOn) return null;
  const listed = hits.map(({ paper }) => paper);
  const all = joinPapers(papers, listed);
  const count = papers.length;
  const select = (chosen: readonly Paper[]) => shownSelection.save({ isOn: true, papers: chosen });
  const copyIds = () => void copy("IDs", papers.map(({ id }) => `${id}\n`).join(""));
  return (
    <section class="select-bar" aria-label="Selected papers">
      <div class="select-row">
        <span class="selected-count" role="status">
          {describeSelection(papers, listed)}
        </span>
        {count < all.length && (
          <button type="button" class="quiet" onClick={() => select(all)}>
            All {hits.length}
          </button>
        )}
        <RateButtons papers={papers} />
        <SaveMenu papers={papers} label="Save in …" />
        <CitationMenu name="papers" count={count} write={(format) => writeFile(papers, format)} copy={copy} />
        <button type="button" class="quiet" disabled={count === 0} onClick={copyIds}>
          {copied === "IDs" ? "Copied" : "Copy IDs"}
        </button>
        <button type="button" class="quiet" disabled={count === 0} onClick={() => select([])}>
          Clear
        </button>
        <button type="button" class="quiet done" onClick={() => shownSelection.save(noSelection)}>
          Done
        </button>
      </div>
      <RefusedCopy refused={refused} />
    </section>
  );
}

const ratingLabels: Record<Rating, string> = { like: "Save", dislike: "Not interested" };

function RateButtons({ papers }: { readonly papers: readonly Paper[] }) {
  return (
    <>
      {(["like", "dislike"] as const).map((rating) => (
        <button
          key={rating}
          type="button"
          class={`quiet rating ${rating}`}
          disabled={papers.length === 0}
          onClick={() => rateTogether(papers, rating)}
        >
          {ratingLabels[rating]}
        </button>
      ))}
    </>
  );
}
