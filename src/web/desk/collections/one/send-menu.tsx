import { useState } from "preact/hooks";
import type { Collection } from "../../../../domain/collections/collection.js";
import { useDisclosure } from "../../../shared/disclosure.js";
import { call } from "../../../shared/server.js";
import { tellProblem } from "../../../shell/deed-notice.js";

interface SendMenuProps {
  /** The collection that the papers are in. */
  readonly from: string;
  readonly isDisabled: boolean;
  readonly onSend: (to: Pick<Collection, "id" | "name">, how: "copy" | "move") => void;
}

/** Moves or copies the selected papers to another collection. */
export function SendMenu({ from, isDisabled, onSend }: SendMenuProps) {
  const { isOpen, toggle, close, box, button, onKeyDown } = useDisclosure();
  const [others, setOthers] = useState<readonly Collection[]>();
  const open = () => {
    toggle();
    if (isOpen) return;
    call("GET /v1/collections", {}).then(
      ({ collections }) => setOthers(collections.filter(({ id }) => id !== from)),
      tellProblem,
    );
  };
  const send = (to: Collection, how: "copy" | "move") => () => {
    close();
    onSend(to, how);
  };
  return (
    <div class="cite-menu" ref={box} onKeyDown={onKeyDown}>
      <button type="button" class="quiet" aria-expanded={isOpen} disabled={isDisabled} ref={button} onClick={open}>
        Move or copy
      </button>
      <div class="menu-panel send-panel" hidden={!isOpen}>
        {others?.length === 0 && (
          <p>
            There is no other collection. <a href="collections">Create one</a>
          </p>
        )}
        {others?.map((other) => (
          <p key={other.id}>
            <span dir="auto">{other.name}</span>
            <button type="button" class="quiet" aria-label={`Move to ${other.name}`} onClick={send(other, "move")}>
              Move
            </button>
            <button type="button" class="quiet" aria-label={`Copy to ${other.name}`} onClick={send(other, "copy")}>
              Copy
            </button>
          </p>
        ))}
      </div>
    </div>
  );
}
