import type { Ref } from "preact";
import type { ShownEntry } from "../../../../domain/collections/entry.js";
import { ExternalLinks } from "../../../paper/external-links.js";
import { Facts } from "../../../paper/facts.js";
import { MarkedWords } from "../../../paper/marked-words.js";
import { readLatex } from "../../../shared/latex.js";
import { formatView } from "../../../shell/view-address.js";

interface ScreenedPaperProps {
  readonly entry: ShownEntry;
  readonly article: Ref<HTMLElement>;
}

/** The paper to decide about, with all of its abstract. */
export function ScreenedPaper({ entry, article }: ScreenedPaperProps) {
  const { id, title, paper, note, tags, year } = entry;
  return (
    <article class="screened" data-id={id} tabIndex={-1} aria-label={readLatex(title).text} ref={article}>
      <h2 dir="auto">
        {paper ? (
          <a href={formatView({ kind: "paper", id })}>
            <MarkedWords source={paper.title} />
          </a>
        ) : (
          <MarkedWords source={title} />
        )}
      </h2>
      {paper ? (
        <Facts hit={{ paper, score: 0, matchedBy: "filter" }} onVenue={undefined} />
      ) : (
        <p class="facts">No longer in the library{year !== undefined && ` · ${year}`}</p>
      )}
      {tags.length > 0 && (
        <p class="entry-marks">
          {tags.map((tag) => (
            <span key={tag} class="tag" dir="auto">
              {tag}
            </span>
          ))}
        </p>
      )}
      {note !== undefined && (
        <p class="entry-note" dir="auto">
          {note}
        </p>
      )}
      {paper?.abstract ? (
        <p class="abstract" dir="auto">
          <MarkedWords source={paper.abstract} />
        </p>
      ) : (
        <p class="abstract none">No abstract available.</p>
      )}
      {paper && (
        <p class="links">
          <ExternalLinks paper={paper} />
        </p>
      )}
    </article>
  );
}
