import { useEffect, useRef, useState } from "preact/hooks";
import type { ChosenFile } from "../../../add/files/entry.js";
import { useDrops } from "../../../add/drop/use-drops.js";
import { ImportLine } from "./import-line.js";

interface ImportFileProps {
  /** Called when a file has been read to its end, or could not be. */
  readonly onEnd: () => void;
  /** The collection to which the papers are added; absent where each file becomes one of its own. */
  readonly collection?: string;
}

interface Chosen extends ChosenFile {
  readonly number: number;
}

/** Takes files that are chosen, or dropped anywhere on the page: each becomes a collection. */
export function ImportFile({ onEnd, collection }: ImportFileProps) {
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const { isOver, dropped } = useDrops();
  const field = useRef<HTMLInputElement>(null);
  const add = (files: readonly ChosenFile[]) =>
    setChosen((before) => [...before, ...files.map((file, at) => ({ ...file, number: before.length + at }))]);
  useEffect(() => {
    if (dropped) add(dropped);
  }, [dropped]);
  const choose = () => {
    add([...(field.current?.files ?? [])].map((file) => ({ file, path: file.name })));
    if (field.current) field.current.value = "";
  };
  return (
    <>
      {isOver && (
        <div class="drop-overlay">
          <p>{collection === undefined ? "Drop to make a collection" : "Drop to add to this collection"}</p>
        </div>
      )}
      <p class="import-file scripted">
        <button
          type="button"
          class={collection === undefined ? "more" : "quiet"}
          onClick={() => field.current?.click()}
        >
          {collection === undefined ? "Import a file" : "Import"}
        </button>
        {collection === undefined && (
          <span class="hint">BibTeX, RIS, CSL-JSON, CSV …: choose one, or drop it here</span>
        )}
        <input type="file" multiple hidden aria-label="File to import" ref={field} onChange={choose} />
      </p>
      {chosen.length > 0 && (
        <ul class="imports" aria-label="Imported files">
          {chosen.map(({ number, file, path }) => (
            <ImportLine key={number} file={file} path={path} collection={collection} onEnd={onEnd} />
          ))}
        </ul>
      )}
    </>
  );
}
