import { useState } from "preact/hooks";
import type { Overview } from "../../domain/overview/answer.js";
import { announce } from "../shared/announce.js";
import { searchFor, type View } from "../shell/view-address.js";
import { VisitLink } from "../shell/visit-link.js";

const shownAtOnce = 5;

interface ExamplesProps {
  readonly examples: Overview["examples"];
  readonly onVisit: (view: View) => void;
}

/** Questions that this library answers, a few at a time. */
export function Examples({ examples, onVisit }: ExamplesProps) {
  const [first, setFirst] = useState(0);
  if (examples.length === 0) return null;
  const shown = [...examples, ...examples].slice(first, first + Math.min(shownAtOnce, examples.length));
  const showOthers = () => {
    setFirst((first + shownAtOnce) % examples.length);
    announce("Other examples are shown");
  };
  return (
    <section aria-labelledby="examples-title">
      <h2 class="small" id="examples-title">
        Try
      </h2>
      <ul class="examples">
        {shown.map(({ text }) => (
          <li key={text}>
            <VisitLink view={searchFor(text)} onVisit={onVisit} look="plain">
              {text}
            </VisitLink>
          </li>
        ))}
      </ul>
      {examples.length > shownAtOnce && (
        <button class="quiet scripted others" type="button" onClick={showOthers}>
          Other examples
        </button>
      )}
    </section>
  );
}
