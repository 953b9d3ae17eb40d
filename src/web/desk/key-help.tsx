import { useEffect, useRef } from "preact/hooks";
import { isTextField } from "../shell/keyboard.js";

interface KeyHelpProps {
  readonly keys: readonly (readonly [key: string, does: string])[];
}

/** The keys of a page, which `?` shows, and a button below its content. */
export function KeyHelp({ keys }: KeyHelpProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = () => dialog.current?.showModal();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "?" || isTextField(event.target) || dialog.current?.open) return;
      event.preventDefault();
      open();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  // The backdrop belongs to the dialog element: a click on it has the dialog as its target.
  const closeOutside = ({ target }: MouseEvent) => target === dialog.current && dialog.current?.close();
  return (
    <>
      <p class="key-help scripted">
        <button class="quiet" type="button" onClick={open}>
          Keyboard <kbd>?</kbd>
        </button>
      </p>
      <dialog id="help" aria-labelledby="help-title" ref={dialog} onClick={closeOutside}>
        <div class="help-content">
          <div class="help-head">
            <h2 id="help-title">Keyboard</h2>
            <button class="quiet" type="button" onClick={() => dialog.current?.close()}>
              Close
            </button>
          </div>
          <dl class="key-rows">
            {[...keys, ["?", "show these keys"] as const].map(([key, does]) => (
              <>
                <dt>{key.split(" ").flatMap((name) => [name === "–" ? name : <kbd>{name}</kbd>, " "])}</dt>
                <dd>{does}</dd>
              </>
            ))}
          </dl>
        </div>
      </dialog>
    </>
  );
}
