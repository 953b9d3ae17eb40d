import { useEffect, useRef } from "preact/hooks";
import { useDisclosure } from "../../../shared/disclosure.js";
import type { EntryActions } from "./entry-actions.js";
import { splitTags } from "./split-tags.js";

interface TagMenuProps {
  readonly ids: readonly string[];
  readonly actions: EntryActions;
}

/** Adds tags to the selected papers, or takes them away. */
export function TagMenu({ ids, actions }: TagMenuProps) {
  const { isOpen, toggle, close, box, button, onKeyDown } = useDisclosure();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isOpen) field.current?.focus();
  }, [isOpen]);
  const send = (how: "addTags" | "removeTags") => {
    const tags = splitTags(field.current?.value ?? "");
    if (tags.length === 0) return field.current?.focus();
    close();
    const names = tags.join(", ");
    return actions.change(
      ids,
      { [how]: tags },
      how === "addTags" ? `Tagged: ${names}.` : `No longer tagged: ${names}.`,
    );
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void send("addTags");
  };
  return (
    <div class="cite-menu" ref={box} onKeyDown={onKeyDown}>
      <button
        type="button"
        class="quiet"
        aria-expanded={isOpen}
        disabled={ids.length === 0}
        ref={button}
        onClick={toggle}
      >
        Tag
      </button>
      {isOpen && (
        <form class="menu-panel menu-form" onSubmit={submit}>
          <label>
            Tags, with commas between them
            <input type="text" dir="auto" list="known-tags" ref={field} />
          </label>
          <button type="submit" class="quiet">
            Add
          </button>
          <button type="button" class="quiet" onClick={() => void send("removeTags")}>
            Take away
          </button>
        </form>
      )}
    </div>
  );
}
