import type { Ref } from "preact";
import type { ScreenedPaper as Screened } from "../../../../domain/screening/requests.js";
import { ExternalLinks } from "../../../paper/external-links.js";
import { Facts } from "../../../paper/facts.js";
import { MarkedWords } from "../../../paper/marked-words.js";
import { readLatex } from "../../../shared/latex.js";
import { formatView } from "../../../shell/view-address.js";

interface ScreenedPaperProps {
  readonly entry: Screened;
  readonly article: Ref<HTMLElement>;
}

/** The paper to decide about, with all of its abstract. */
export function ScreenedPaper({ entry, article }: ScreenedPaperProps) {
  const { id, title, paper, year } = entry;
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
      <Said entry={entry} />
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

/** Why it comes now, and what the reader has said about it. */
function Said({ entry: { nearest, tags, note } }: Pick<ScreenedPaperProps, "entry">) {
  return (
    <>
      {nearest.included && (
        <p class="because">
          most like <cite dir="auto">{readLatex(nearest.included.title).text}</cite>, which you included
        </p>
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
    </>
  );
}
