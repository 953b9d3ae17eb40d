import type { Ref } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useLatex } from "../../../shared/use-latex.js";
import { KeyHelp } from "../../key-help.js";
import { locateCollection } from "../../../shared/locate-collection.js";
import { ExportMenu } from "../one/export-menu.js";
import { createScreening, type ScreeningState, startScreening } from "./create-screening.js";
import { DecisionBar, type Panel } from "./decision-bar.js";
import type { Screening } from "./load-screening.js";
import { ScreenedPaper } from "./screened-paper.js";
import { ScreeningProgressView } from "./screening-progress.js";
import { watchScreeningKeys } from "./screening-keys.js";

/** Works through the undecided papers of a collection, one at a time. */
export function ScreeningPage({ screening }: { readonly screening: Screening }) {
  const { id, name } = screening.collection;
  const { state, actions, panel, openPanel, article } = useScreening(screening);
  const { queue, progress, skipped, past } = state;
  const [entry] = queue;
  return (
    <div class="screening">
      <div class="screening-head">
        <a class="quiet back" href={locateCollection(id)} dir="auto">
          ← {name}
        </a>
        <h1 class="unseen">Screening: {name}</h1>
        <ExportMenu
          id={id}
          name={`${name}-decisions`}
          label="Export decisions"
          values={{ decisions: "true" }}
          formats={withDecisions}
        />
      </div>
      <ScreeningProgressView progress={progress} />
      {entry ? (
        <ScreenedPaper key={entry.id} entry={entry} article={article} />
      ) : (
        <ScreeningEnd
          id={id}
          gone={progress.flow.notRetrieved}
          skipped={skipped.size}
          onAgain={actions.lookAgain}
          article={article}
        />
      )}
      <DecisionBar
        entry={entry}
        reasons={listReasons(progress)}
        panel={panel}
        canUndo={past.length > 0}
        onPanel={openPanel}
        actions={actions}
      />
      <KeyHelp keys={screeningKeys} />
    </div>
  );
}

function listReasons({ flow }: Screening["progress"]): readonly string[] {
  return flow.reasons.flatMap(({ reason }) => reason ?? []);
}

/** The state of the page, what changes it, and its keys. */
function useScreening(screening: Screening) {
  const [state, setState] = useState<ScreeningState>(() => startScreening(screening));
  const [panel, openPanel] = useState<Panel>();
  const [turns, setTurns] = useState(0);
  const latest = useRef(state);
  const actions = useMemo(
    () =>
      createScreening({
        id: screening.collection.id,
        read: () => latest.current,
        update(news) {
          latest.current = { ...latest.current, ...news };
          setState(latest.current);
        },
        onTurn() {
          openPanel(undefined);
          setTurns((before) => before + 1);
        },
      }),
    [],
  );
  useLatex(state.queue.flatMap(({ title, paper }) => [title, paper?.abstract]));
  useEffect(() => watchScreeningKeys({ actions, openPanel }), []);
  return { state, actions, panel, openPanel, article: useTurns(turns, panel !== undefined) };
}

/** The paper has the focus when it is a new one, and when a panel has been closed. */
function useTurns(turns: number, isPanelOpen: boolean) {
  const article = useRef<HTMLElement>(null);
  const wasOpen = useRef(false);
  useLayoutEffect(() => {
    if (turns === 0) return;
    scrollTo(0, 0);
    article.current?.focus({ preventScroll: true });
  }, [turns]);
  useLayoutEffect(() => {
    if (wasOpen.current && !isPanelOpen) article.current?.focus({ preventScroll: true });
    wasOpen.current = isPanelOpen;
  }, [isPanelOpen]);
  return article;
}

/** The others would list the papers alone. */
const withDecisions = ["CSV", "JSONL"] as const;

const screeningKeys = [
  ["i", "include the paper"],
  ["e", "exclude it: the number of a reason, your own words or nothing, then Enter"],
  ["s", "skip it for now"],
  ["u", "undo the last step"],
  ["n", "write a note"],
  ["Esc", "close what is open"],
] as const;

interface ScreeningEndProps {
  readonly id: string;
  /** Undecided papers that the library no longer has. */
  readonly gone: number;
  readonly skipped: number;
  readonly onAgain: () => void;
  readonly article: Ref<HTMLElement>;
}

function ScreeningEnd({ id, gone, skipped, onAgain, article }: ScreeningEndProps) {
  return (
    <section class="screening-end" tabIndex={-1} aria-label="The end" ref={article}>
      {skipped > 0 ? (
        <>
          <p class="lead">
            {skipped === 1 ? "Only the skipped paper is left." : `Only the ${skipped} skipped papers are left.`}
          </p>
          <button type="button" class="strong" onClick={onAgain}>
            Look at {skipped === 1 ? "it" : "them"} again
          </button>
        </>
      ) : (
        <>
          <p class="lead">{gone > 0 ? "All papers that the library has are decided." : "All papers are decided."}</p>
          <a class="strong" href={locateCollection(id, { show: "include" })}>
            See the included papers
          </a>
        </>
      )}
    </section>
  );
}
