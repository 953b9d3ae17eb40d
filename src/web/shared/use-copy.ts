import { useRef, useState } from "preact/hooks";
import { announce } from "./announce.js";

const confirmationMs = 2_000;

/** What was copied last, for the confirmation, or could not be copied and is shown instead. */
export interface CopyState {
  readonly copied: string | undefined;
  readonly refused: { readonly name: string; readonly text: string } | undefined;
}

/** Copies a text under a name, such as `BibTeX`. */
export type Copy = (name: string, text: string) => Promise<void>;

/** The mark by which programs know the encoding of a file would be a character of the first cell that is pasted. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, "");
}

export function useCopy(): CopyState & { readonly copy: Copy } {
  const [state, setState] = useState<CopyState>({ copied: undefined, refused: undefined });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const copy: Copy = async (name, text) => {
    clearTimeout(timer.current);
    try {
      // There is no clipboard when the page comes over plain HTTP from another machine.
      await navigator.clipboard.writeText(withoutMark(text));
      setState({ copied: name, refused: undefined });
      announce(`${name} copied`);
      timer.current = setTimeout(() => setState((now) => ({ ...now, copied: undefined })), confirmationMs);
    } catch {
      setState({ copied: undefined, refused: { name, text } });
    }
  };
  return { ...state, copy };
}
