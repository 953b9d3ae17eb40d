import type { Paper } from "../../../domain/paper/paper.js";
import { readLatex } from "../../shared/latex.js";
import { locateFollow } from "../../shell/follow-address.js";

const shownAuthors = 8;

/** What of a paper can be followed: papers like it, its authors and its venue. It needs no script. */
export function FollowPaper({ paper: { id, title, authors, venue } }: { readonly paper: Paper }) {
  return (
    <details class="follow-paper">
      <summary class="quiet">Follow</summary>
      <ul>
        <li>
          <a class="quiet" href={locateFollow("paper", id, readLatex(title).text.slice(0, 200))}>
            Papers like this
          </a>
        </li>
        {authors.slice(0, shownAuthors).map((author) => (
          <li key={author}>
            <a class="quiet" href={locateFollow("author", author)} dir="auto">
              {author}
            </a>
          </li>
        ))}
        {venue !== undefined && (
          <li>
            <a class="quiet" href={locateFollow("venue", venue)} dir="auto">
              {venue}
            </a>
          </li>
        )}
      </ul>
    </details>
  );
}
