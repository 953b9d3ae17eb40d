import { useEffect, useState } from "preact/hooks";
import type { SearchView } from "../../shell/view-address.js";
import type { NameFilter } from "../filters.js";
import { findValues, type FoundValues } from "./load-facets.js";

/** The pause after a letter. */
const pauseMs = 150;

/** A search among the values of a facet: its words, and what they find, which stays until the next answer is there. */
export function useFoundValues(view: SearchView, name: NameFilter) {
  const [words, setWords] = useState("");
  const [found, setFound] = useState<FoundValues>();
  const isAsked = words.trim() !== "";
  useEffect(() => {
    if (!isAsked) return setFound(undefined);
    const asking = new AbortController();
    const ask = async () => {
      try {
        setFound(await findValues(view, { name, words }, asking.signal));
      } catch {
        // The values found before stay.
      }
    };
    const timer = setTimeout(() => void ask(), pauseMs);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [words, view]);
  return { words, setWords, found: isAsked ? found : undefined };
}
