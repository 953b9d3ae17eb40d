import { useEffect, useRef } from "preact/hooks";
import type { EntryChange, ShownEntry } from "../../../../domain/collections/entry.js";
import { splitTags } from "./split-tags.js";

interface EntryFormProps {
  readonly entry: ShownEntry;
  readonly onSave: (change: EntryChange) => void;
  readonly onCancel: () => void;
}

/** Changes the note, the tags, the key and the reason of an exclusion. Escape leaves it, Ctrl and Enter save. */
export function EntryForm({ entry, onSave, onCancel }: EntryFormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("textarea")?.focus(), []);
  const { tags, decision } = entry;
  const save = () => {
    const values = new FormData(form.current ?? undefined);
    const text = (name: string) => String(values.get(name) ?? "").trim() || null;
    onSave({
      note: text("note"),
      // A tag may have a comma of its own.
      ...(text("tags") !== (tags.join(", ") || null) && { tags: splitTags(text("tags") ?? "") }),
      key: text("key"),
      ...(decision === "exclude" && { reason: text("reason") }),
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onCancel();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
  };
  const send = (event: Event) => {
    event.preventDefault();
    save();
  };
  return (
    <form class="desk-form tall entry-form" aria-label="Note and tags" ref={form} onSubmit={send} onKeyDown={onKeyDown}>
      <Fields entry={entry} />
      <p class="form-actions">
        <button type="submit" class="strong">
          Save
        </button>
        <button type="button" class="quiet" onClick={onCancel}>
          Cancel
        </button>
      </p>
    </form>
  );
}

function Fields({ entry: { note, tags, key, decision, reason } }: Pick<EntryFormProps, "entry">) {
  return (
    <>
      <label>
        Note <textarea name="note" dir="auto" rows={4} maxLength={10_000} defaultValue={note ?? ""} />
      </label>
      <label>
        Tags, with commas between them
        <input type="text" name="tags" dir="auto" defaultValue={tags.join(", ")} />
      </label>
      {decision === "exclude" && (
        <label>
          Why it is not interesting
          <input type="text" name="reason" dir="auto" maxLength={1_000} defaultValue={reason ?? ""} />
        </label>
      )}
      <label>
        Citation key
        <input type="text" name="key" maxLength={200} spellcheck={false} defaultValue={key ?? ""} />
      </label>
    </>
  );
}
