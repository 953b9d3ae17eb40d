import type { InboxAnswer } from "../../domain/follows/inbox.js";
import { MarkedWords } from "../paper/marked-words.js";
import { useLatex } from "../shared/use-latex.js";
import type { View } from "../shell/view-address.js";
import { VisitLink } from "../shell/visit-link.js";

interface NewForYouProps {
  /** The first new papers. */
  readonly inbox: InboxAnswer;
  readonly onVisit: (view: View) => void;
}

/** New papers that fit what the reader follows. */
export function NewForYou({ inbox: { papers, new: count }, onVisit }: NewForYouProps) {
  useLatex(papers.map(({ paper }) => paper.title));
  if (papers.length === 0) return null;
  return (
    <section aria-labelledby="new-title">
      <h2 class="small" id="new-title">
        New for you
      </h2>
      <ul class="rising">
        {papers.map(({ paper: { id, title }, matches: [match] }) => (
          <li key={id}>
            <VisitLink view={{ kind: "paper", id }} onVisit={onVisit} look="plain">
              <MarkedWords source={title} />
            </VisitLink>
            {match && (
              <span class="count" dir="auto">
                {match.name}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p class="note">
        <a href="following">{count > papers.length ? `All ${count} new papers` : "Following"}</a>
      </p>
    </section>
  );
}
