import { useEffect, useRef } from "preact/hooks";
import type { Collection } from "../../../../domain/collections/collection.js";

interface CollectionFormProps {
  readonly collection: Pick<Collection, "name" | "note">;
  readonly onSave: (change: { readonly name: string; readonly note: string }) => void;
  readonly onCancel: () => void;
}

/** Changes the name and the note of a collection. Escape leaves it. */
export function CollectionForm({ collection: { name, note = "" }, onSave, onCancel }: CollectionFormProps) {
  const nameField = useRef<HTMLInputElement>(null);
  const noteField = useRef<HTMLTextAreaElement>(null);
  useEffect(() => nameField.current?.focus(), []);
  const send = (event: Event) => {
    event.preventDefault();
    onSave({ name: nameField.current?.value.trim() ?? name, note: noteField.current?.value.trim() ?? note });
  };
  return (
    <form
      class="desk-form tall"
      aria-label={`Edit: ${name}`}
      onSubmit={send}
      onKeyDown={({ key }) => key === "Escape" && onCancel()}
    >
      <label>
        Name <input type="text" dir="auto" required maxLength={200} defaultValue={name} ref={nameField} />
      </label>
      <label>
        Note <textarea dir="auto" rows={3} maxLength={10_000} defaultValue={note} ref={noteField} />
      </label>
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
