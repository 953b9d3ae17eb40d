import type { ShownEntry } from "../../../../domain/collections/entry.js";
import type { ScreeningActions } from "./create-screening.js";
import { NotePanel } from "./note-panel.js";
import { ReasonPanel } from "./reason-panel.js";

/** What is open above the buttons. */
export type Panel = "reason" | "note";

interface DecisionBarProps {
  readonly entry: ShownEntry | undefined;
  readonly reasons: readonly string[];
  readonly panel: Panel | undefined;
  readonly canUndo: boolean;
  readonly onPanel: (panel: Panel | undefined) => void;
  readonly actions: ScreeningActions;
}

/** The decisions, at the bottom of the window, where the thumbs are. */
export function DecisionBar({ entry, reasons, panel, canUndo, onPanel, actions }: DecisionBarProps) {
  const isOver = entry === undefined;
  return (
    <section class="decision-bar scripted" aria-label="Decision">
      {panel === "reason" && entry && (
        <ReasonPanel
          reasons={reasons}
          onExclude={(reason) => actions.decide("exclude", reason)}
          onCancel={() => onPanel(undefined)}
        />
      )}
      {panel === "note" && entry && (
        <NotePanel
          note={entry.note ?? ""}
          onSave={(text) => void actions.note(text).then(() => onPanel(undefined))}
          onCancel={() => onPanel(undefined)}
        />
      )}
      <div class="decision-row" hidden={panel !== undefined}>
        <button type="button" class="decide exclude" disabled={isOver} onClick={() => onPanel("reason")}>
          Exclude <kbd aria-hidden="true">e</kbd>
        </button>
        <button type="button" class="decide include" disabled={isOver} onClick={() => actions.decide("include")}>
          Include <kbd aria-hidden="true">i</kbd>
        </button>
        <div class="decision-others">
          <button type="button" class="quiet" disabled={!canUndo} onClick={actions.undo}>
            Undo <kbd aria-hidden="true">u</kbd>
          </button>
          <button type="button" class="quiet" disabled={isOver} onClick={actions.skip}>
            Skip <kbd aria-hidden="true">s</kbd>
          </button>
          <button type="button" class="quiet" disabled={isOver} onClick={() => onPanel("note")}>
            Note <kbd aria-hidden="true">n</kbd>
          </button>
        </div>
      </div>
    </section>
  );
}
