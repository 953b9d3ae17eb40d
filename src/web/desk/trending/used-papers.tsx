import type { TrendPaper } from "../../../domain/trends/answer.js";
import { formatCount } from "../../../domain/text/amounts.js";
import { TrendPaperLink } from "./trend-paper-link.js";

interface UsedPapersProps {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly missing: string;
  readonly papers: readonly { readonly paper: TrendPaper; readonly count: number; readonly unit: string }[];
}

/** What readers open or keep, with counts. */
export function UsedPapers({ id, name, note, missing, papers }: UsedPapersProps) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      <p class="note">{papers.length > 0 ? note : missing}</p>
      <ol class="used-papers">
        {papers.map(({ paper, count, unit }) => (
          <li key={paper.id}>
            <TrendPaperLink paper={paper} />
            <span class="used-count">
              {formatCount(count)} {unit}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
