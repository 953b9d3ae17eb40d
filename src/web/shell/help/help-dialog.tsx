import type { Ref } from "preact";
import { useEffect, useImperativeHandle, useRef, useState } from "preact/hooks";
import { loadHelpExamples, type HelpExamples } from "./help-examples.js";

const keys: readonly (readonly [keys: readonly string[], does: string])[] = [
  [["/"], "go to the search box"],
  [["j", "k"], "next paper, previous paper"],
  [["Enter"], "open the paper"],
  [["s"], "show similar papers"],
  [["l", "+"], "save the paper in the current collection, or take it out"],
  [["d", "-"], "not interested"],
  [["b"], "choose the collections of the paper"],
  [["x"], "select the paper"],
  [["Esc"], "go back, or leave a field"],
  [["?"], "show this help"],
];

/** With names that the library has, once they are known. */
const listSyntax = (own: HelpExamples): readonly (readonly [example: string, does: string])[] => [
  ['"sparse attention"', "papers with this exact phrase"],
  ['-survey -"case study"', "papers without this word and phrase"],
  ["(cats OR dogs) AND NOT fish", "papers with either of two words, and without a third"],
  ["transform*", "papers with a word that begins so"],
  ['title:graph abstract:"graph kernel"', "papers with the word in the title and the phrase in the abstract"],
  [own.authors ?? 'author:hinton author:"yann lecun"', "papers by all of these authors"],
  [own.places ?? "venue:neurips category:cs.LG", "papers from this venue and category"],
  [own.years ?? "year:2019..2021", "papers from these years; also after:2018"],
  ["-author:hinton or title:(cats OR dogs)", "any of these together"],
  [own.id ?? "2301.01234 or 10.1000/182", "the paper with this arXiv ID or DOI"],
];

export interface Help {
  open(): void;
}

/** Lists the keyboard shortcuts and the query syntax. The browser traps the focus inside and closes it on Esc. */
export function HelpDialog({ handle }: { readonly handle: Ref<Help> }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [wasOpened, setWasOpened] = useState(false);
  useImperativeHandle(handle, () => ({
    open() {
      setWasOpened(true);
      dialog.current?.showModal();
    },
  }));
  // The backdrop belongs to the dialog element: a click on it has the dialog as its target.
  const closeOutside = ({ target }: MouseEvent) => target === dialog.current && dialog.current?.close();
  return (
    <dialog id="help" aria-labelledby="help-title" ref={dialog} onClick={closeOutside}>
      {wasOpened && <HelpText onClose={() => dialog.current?.close()} />}
    </dialog>
  );
}

function HelpText({ onClose }: { readonly onClose: () => void }) {
  const [own, setOwn] = useState<HelpExamples>({});
  useEffect(() => void loadHelpExamples().then(setOwn), []);
  return (
    <div class="help-content">
      <div class="help-head">
        <h2 id="help-title">Help</h2>
        <button class="quiet" type="button" onClick={onClose}>
          Close
        </button>
      </div>
      <h3>Search</h3>
      <p>Ask in your own words: meaning counts as well as keywords. Narrow a search with:</p>
      <dl>
        {listSyntax(own).map(([example, does]) => (
          <>
            <dt>
              <code>{example}</code>
            </dt>
            <dd>{does}</dd>
          </>
        ))}
      </dl>
      <h3>Keyboard</h3>
      <dl class="key-rows">
        {keys.map(([names, does]) => (
          <>
            <dt>{names.flatMap((name) => [<kbd>{name}</kbd>, " "])}</dt>
            <dd>{does}</dd>
          </>
        ))}
      </dl>
      <p>Any other letter starts a question in the search box.</p>
    </div>
  );
}
