import { useEffect, useRef, useState } from "preact/hooks";
import type { Collection } from "../../domain/collections/collection.js";
import { useDisclosure } from "../shared/disclosure.js";
import { call } from "../shared/server.js";
import { tellProblem } from "../shell/deed-notice.js";
import { removeFrom, saveInNew, saveTo } from "./save-to.js";
import type { TrayPaper } from "./tray.js";

interface SaveMenuProps {
  readonly papers: readonly TrayPaper[];
  readonly label?: string;
}

/** Chooses the collections that have a paper, or to which several are added; also a new one. */
export function SaveMenu({ papers, label = "Collections" }: SaveMenuProps) {
  const { isOpen, toggle, close, box, button, onKeyDown } = useDisclosure();
  return (
    <div class="cite-menu save-menu" ref={box} onKeyDown={onKeyDown}>
      <button
        type="button"
        class="quiet save-to"
        aria-expanded={isOpen}
        disabled={papers.length === 0}
        ref={button}
        onClick={toggle}
      >
        <span class="save-name">{label}</span>
      </button>
      {isOpen && <SavePanel papers={papers} onClose={close} />}
    </div>
  );
}

interface Choices {
  /** The last changed first. */
  readonly collections: readonly Collection[];
  /** Those that have the paper. */
  readonly having: ReadonlySet<string>;
}

function SavePanel({ papers, onClose }: Pick<SaveMenuProps, "papers"> & { readonly onClose: () => void }) {
  const [choices, setChoices] = useState<Choices>();
  const panel = useRef<HTMLDivElement>(null);
  const load = () => loadChoices(papers).then(setChoices);
  useEffect(() => void load().catch(tellProblem), []);
  // What is chosen is at hand once the answer is there.
  useEffect(() => {
    if (!choices) return;
    panel.current?.scrollIntoView({ block: "nearest" });
    panel.current?.querySelector<HTMLElement>("input")?.focus({ preventScroll: true });
  }, [!choices]);
  const act = (deed: () => Promise<unknown>) => void deed().then(load).catch(tellProblem);
  return (
    <div class="menu-panel save-panel" role="group" aria-label="Collections" ref={panel}>
      {!choices && <p class="hint">Loading…</p>}
      {choices?.collections.map((collection) => {
        const isOn = choices.having.has(collection.id);
        return (
          <label key={collection.id}>
            <input
              type="checkbox"
              checked={isOn}
              onChange={() => act(() => (isOn ? removeFrom(collection, papers) : saveTo(collection, papers)))}
            />
            <span dir="auto">{collection.name}</span>
          </label>
        );
      })}
      {choices && <NewCollection papers={papers} onCreated={onClose} />}
    </div>
  );
}

interface NewCollectionProps extends Pick<SaveMenuProps, "papers"> {
  readonly onCreated: () => void;
}

function NewCollection({ papers, onCreated }: NewCollectionProps) {
  const create = (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).querySelector("input");
    const name = field?.value.trim() ?? "";
    if (name !== "") saveInNew(name, papers).then(onCreated, tellProblem);
  };
  return (
    <form onSubmit={create}>
      <input
        type="text"
        dir="auto"
        aria-label="Name of a new collection"
        placeholder="New collection"
        maxLength={200}
      />
      <button type="submit" class="quiet">
        Create
      </button>
    </form>
  );
}

async function loadChoices(papers: readonly TrayPaper[]): Promise<Choices> {
  const [paper, ...others] = papers;
  const isOne = paper && others.length === 0;
  const [{ collections }, having] = await Promise.all([
    call("GET /v1/collections", {}),
    isOne ? call("GET /v1/papers/{id}/collections", { params: { id: paper.id } }) : { collections: [] },
  ]);
  const kept = having.collections.filter(({ entry }) => entry.decision !== "exclude");
  return { collections, having: new Set(kept.map(({ id }) => id)) };
}
