import { citationFiles, type FileFormat } from "../../../paper/citation-formats.js";
import { CitationMenu } from "../../../paper/citation-menu.js";
import { nameFile } from "../../../shared/download-text.js";
import { exportCollection } from "../../../shared/export-collection.js";
import { describeSelection, joinPapers, noSelection } from "../../../paper/list/selection.js";
import { RefusedCopy } from "../../../shared/refused-copy.js";
import { useCopy } from "../../../shared/use-copy.js";
import { formatCount } from "../../../../domain/text/amounts.js";
import type { EntrySelection } from "./entry-selection.js";
import type { EntryActions, ListState } from "./entry-actions.js";
import { dismiss, markRead } from "./entry-card.js";
import { SendMenu } from "./send-menu.js";
import { TagMenu } from "./tag-menu.js";

interface EntrySelectBarProps {
  readonly state: ListState;
  readonly selection: EntrySelection;
  readonly onSelect: (selection: EntrySelection) => void;
  readonly actions: EntryActions;
}

/** What one can do with the selected papers of a collection. */
export function EntrySelectBar(props: EntrySelectBarProps) {
  const { state, selection, onSelect } = props;
  const { copied, refused, copy } = useCopy();
  const { entries } = state.page;
  const ids = selection.papers.map(({ id }) => id);
  const write = (format: FileFormat) => exportCollection(state.collection.id, citationFiles[format].format, ids);
  const copyIds = () => void copy("IDs", ids.map((id) => `${id}\n`).join(""));
  return (
    <section class="select-bar" aria-label="Selected papers">
      <div class="select-row">
        <span class="selected-count" role="status">
          {describeSelection(selection.papers, entries)}
        </span>
        {ids.length < entries.length && (
          <button
            type="button"
            class="quiet"
            onClick={() => onSelect({ isOn: true, papers: joinPapers(selection.papers, entries) })}
          >
            All {formatCount(entries.length)}
          </button>
        )}
        <SelectedDeeds {...props} />
        <CitationMenu name={nameFile(state.collection.name)} count={ids.length} write={write} copy={copy} />
        <button type="button" class="quiet" disabled={ids.length === 0} onClick={copyIds}>
          {copied === "IDs" ? "Copied" : "Copy IDs"}
        </button>
        <button type="button" class="quiet done" onClick={() => onSelect(noSelection)}>
          Done
        </button>
      </div>
      <RefusedCopy refused={refused} />
    </section>
  );
}

/** What is true of all of them can be taken back. */
function SelectedDeeds({ state, selection, onSelect, actions }: EntrySelectBarProps) {
  const ids = selection.papers.map(({ id }) => id);
  const isDisabled = ids.length === 0;
  const selected = state.page.entries.filter(({ id }) => ids.includes(id));
  const isExcluded = !isDisabled && selected.every(({ decision }) => decision === "exclude");
  const isRead = !isDisabled && selected.every((entry) => entry.isRead);
  const leave = (deed: Promise<void>) => void deed.then(() => onSelect({ isOn: true, papers: [] }));
  const deeds = [
    [isRead ? "Mark as unread" : "Mark as read", () => void markRead(actions, ids, !isRead)],
    [isExcluded ? "Interested again" : "Not interested", () => leave(dismiss(actions, ids, !isExcluded))],
    ["Remove", () => leave(actions.remove(ids))],
  ] as const;
  return (
    <>
      <TagMenu ids={ids} actions={actions} />
      <SendMenu
        from={state.collection.id}
        isDisabled={isDisabled}
        onSend={(to, how) => leave(actions.send(ids, to, how))}
      />
      {deeds.map(([name, press], at) => (
        <button key={at} type="button" class="quiet" disabled={isDisabled} onClick={press}>
          {name}
        </button>
      ))}
    </>
  );
}
