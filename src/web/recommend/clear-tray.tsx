import { useLayoutEffect, useRef } from "preact/hooks";
import { useEditing } from "../shared/use-editing.js";
import { clearTray } from "./rate-paper.js";

/** Takes all papers out of the current collection, once the reader has said so twice. */
export function ClearTray({ name }: { readonly name: string }) {
  const { isEditing: isAsking, edit: ask, leave, button } = useEditing();
  const safe = useRef<HTMLButtonElement>(null);
  const question = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    safe.current?.focus({ preventScroll: true });
    question.current?.scrollIntoView({ block: "nearest" });
  }, [isAsking]);
  if (!isAsking)
    return (
      <button type="button" class="quiet tray-clear" ref={button} onClick={ask}>
        Remove all…
      </button>
    );
  return (
    <div class="tray-clear" role="group" aria-label="Remove all papers" ref={question}>
      <span>
        Remove all papers from “<bdi>{name}</bdi>”?
      </span>
      <button type="button" class="quiet" ref={safe} onClick={leave}>
        Keep them
      </button>
      <button type="button" class="more" onClick={clearTray}>
        Remove all
      </button>
    </div>
  );
}
