import { useState } from "preact/hooks";

const shownAuthors = 3;

/** The first authors, with a button that shows all of them and keeps the focus. */
export function Authors({ authors }: { readonly authors: readonly string[] }) {
  const [showsAll, setShowsAll] = useState(false);
  // One more name takes no more room than "1 more".
  if (authors.length <= shownAuthors + 1)
    return (
      <span class="authors" dir="auto">
        {authors.join(", ")}
      </span>
    );
  const names = showsAll ? authors : authors.slice(0, shownAuthors);
  return (
    <span class="authors" dir="auto">
      {names.join(", ")}
      {showsAll ? " " : " and "}
      <button type="button" class="plain" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
        {showsAll ? "show fewer" : `${authors.length - shownAuthors} more`}
      </button>
    </span>
  );
}
