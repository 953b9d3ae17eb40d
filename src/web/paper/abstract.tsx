import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { TextRange } from "../../domain/search/highlight.js";
import { MarkedWords } from "./marked-words.js";

interface AbstractProps {
  readonly text: string;
  readonly ranges: readonly TextRange[] | undefined;
  /** The sentence nearest to the question: the folded text begins with it. */
  readonly snippet: TextRange | undefined;
  readonly isFolded: boolean;
  /** Called when it is known whether folding hides a part of the text, which depends on the width. */
  readonly onCut: (isCut: boolean) => void;
}

/** The abstract of a paper in a list: a few lines, or all of it, as always on paper and where nothing can unfold it. */
export function Abstract({ text, ranges, snippet, isFolded, onCut }: AbstractProps) {
  const from = isFolded ? (snippet?.[0] ?? 0) : 0;
  const line = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    const element = line.current;
    if (!element || !isFolded) return undefined;
    // One pixel of tolerance, because fractional line heights are rounded.
    return watchSize(element, () => onCut(from > 0 || element.scrollHeight > element.clientHeight + 1));
  }, [text, from, isFolded]);
  return (
    <p class={isFolded ? "abstract folded" : "abstract"} dir="auto" ref={line}>
      {from > 0 && (
        <>
          <span class="before">
            <MarkedWords source={text.slice(0, from)} ranges={ranges?.filter(([, end]) => end <= from)} />
          </span>
          <span class="gap">… </span>
        </>
      )}
      <MarkedWords source={text.slice(from)} ranges={ranges && moveRanges(ranges, from)} />
    </p>
  );
}

/** Of a text, those of what follows a place in it. */
function moveRanges(ranges: readonly TextRange[], from: number): TextRange[] {
  return ranges.filter(([start]) => start >= from).map(([start, end]) => [start - from, end - from]);
}

/** Whether an abstract is folded, and whether there is something to unfold. */
export function useFold() {
  const [isFolded, setFolded] = useState(true);
  const [isCut, setCut] = useState(false);
  return { isFolded, isCut, onCut: setCut, toggle: () => setFolded(!isFolded) };
}

const watched = new Map<Element, () => void>();
let observer: ResizeObserver | undefined;

/** Calls back now and when the size of the element changes. */
function watchSize(element: Element, onSize: () => void): () => void {
  observer ??= new ResizeObserver((entries) => {
    for (const { target } of entries) watched.get(target)?.();
  });
  watched.set(element, onSize);
  observer.observe(element);
  return () => {
    watched.delete(element);
    observer?.unobserve(element);
  };
}
