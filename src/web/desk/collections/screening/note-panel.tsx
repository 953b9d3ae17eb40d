import { useLayoutEffect, useRef } from "preact/hooks";

interface NotePanelProps {
  readonly note: string;
  readonly onSave: (text: string) => void;
  readonly onCancel: () => void;
}

/** A note on the paper. Ctrl and Enter keep it. */
export function NotePanel({ note, onSave, onCancel }: NotePanelProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);
  const save = () => onSave(field.current?.value.trim() ?? "");
  const send = (event: Event) => {
    event.preventDefault();
    save();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onCancel();
  };
  return (
    <form class="reason-panel" aria-label="Note" onSubmit={send} onKeyDown={onKeyDown}>
      <div class="reason-row">
        <label>
          <span class="unseen">Note</span>
          <textarea dir="auto" rows={3} maxLength={10_000} defaultValue={note} ref={field} />
        </label>
        <button type="submit" class="strong">
          Save
        </button>
        <button type="button" class="quiet" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
