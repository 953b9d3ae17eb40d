import { useLayoutEffect, useRef } from "preact/hooks";
import type { CopyState } from "./use-copy.js";

/** A text that the browser did not let the page copy, selected so that the reader can. */
export function RefusedCopy({ refused }: Pick<CopyState, "refused">) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.focus();
    element.select();
    // Selecting scrolls to the end.
    element.scrollTop = 0;
  }, [refused]);
  if (!refused) return null;
  const { name, text } = refused;
  return (
    <textarea
      class="citation"
      readOnly
      aria-label={`${name} entry`}
      rows={Math.min(text.trimEnd().split("\n").length, 16)}
      value={text}
      ref={field}
    />
  );
}
