import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { formatCount } from "../../domain/text/amounts.js";
import type { ChosenFile } from "./files/entry.js";
import { listFormatNames } from "./reading/format-names.js";
import { maxFiles, readField } from "./drop/read-drop.js";

interface SourceFormProps {
  readonly onFiles: (files: readonly ChosenFile[]) => void;
  /** Whether the form returns in place of something that had the focus. */
  readonly takesFocus: boolean;
  /** Whether files are dragged over the page. */
  readonly isOver: boolean;
  /** Whether nothing was in what was dropped last. */
  readonly isEmpty: boolean;
}

/** Takes files and folders that are chosen, and pasted text; drops are taken anywhere on the page. */
export function SourceForm({ onFiles, takesFocus, isOver, isEmpty }: SourceFormProps) {
  const choose = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus) choose.current?.focus();
  }, [takesFocus]);
  return (
    <section id="source" aria-label="Source">
      <div class={isOver ? "drop over" : "drop"} id="drop">
        {isEmpty && <p role="alert">There are no files that can be read in what you dropped.</p>}
        <p class="drop-lead">Drop files or folders here</p>
        <FilePickers onFiles={onFiles} choose={choose} />
        <p class="drop-note" id="formats">
          {listFormatNames()}, optionally compressed with gzip or zstd.
        </p>
        <p class="drop-note" id="promise">
          You’ll see a preview first; nothing is added until you confirm. Up to {formatCount(maxFiles)} files at a time.
        </p>
      </div>
      <PasteForm onFiles={onFiles} />
    </section>
  );
}

interface FilePickersProps extends Pick<SourceFormProps, "onFiles"> {
  readonly choose?: RefObject<HTMLButtonElement | null>;
}

/** HTML has this attribute, but not its types. */
const folders = { webkitdirectory: true };

/** The buttons that open the system's dialogs for files and for a folder; the first of them, or more. */
export function FilePickers({ onFiles, choose }: FilePickersProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => {
    const chosen = readField(currentTarget);
    // So that the same file, once corrected, can be chosen again.
    currentTarget.value = "";
    if (chosen.length > 0) onFiles(chosen);
  };
  return (
    <div class="drop-buttons">
      <button
        {...(choose ? { class: "strong", "aria-describedby": "formats promise", ref: choose } : { class: "act" })}
        id="choose"
        type="button"
        onClick={() => files.current?.click()}
      >
        {choose ? "Choose files" : "Add more files"}
      </button>
      <button class="act" id="choose-folder" type="button" onClick={() => folder.current?.click()}>
        {choose ? "Choose a folder" : "Add a folder"}
      </button>
      <input id="file" type="file" aria-label="Files" multiple hidden ref={files} onChange={take} />
      <input id="folder" type="file" aria-label="Folder" {...folders} hidden ref={folder} onChange={take} />
    </div>
  );
}

function PasteForm({ onFiles }: Pick<SourceFormProps, "onFiles">) {
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const preview = () => {
    const name = "Pasted text";
    if (text.trim() === "") field.current?.focus();
    else onFiles([{ file: new File([text], name), path: name }]);
  };
  return (
    <details class="paste" id="paste">
      <summary>Paste text instead</summary>
      <label for="pasted">One paper per line as JSON, or the text of any supported file</label>
      <textarea
        id="pasted"
        rows={8}
        spellcheck={false}
        autocapitalize="none"
        dir="auto"
        ref={field}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button class="act" id="preview" type="button" onClick={preview}>
        Preview
      </button>
    </details>
  );
}
