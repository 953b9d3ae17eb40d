import { describeCompared } from "../../../../domain/follows/describe-compared.js";
import { isRanked } from "../../../../domain/follows/follow-kind.js";
import type { DryRunAnswer } from "../../../../domain/follows/inbox.js";
import { formatCount, formatPapers } from "../../../../domain/text/amounts.js";
import { MarkedWords } from "../../../paper/marked-words.js";
import { useLatex } from "../../../shared/use-latex.js";
import { formatView } from "../../../shell/view-address.js";
import { formatDay } from "../../format-day.js";

interface DryRunProps {
  readonly tried: DryRunAnswer | undefined;
  readonly isBusy: boolean;
  readonly problem: string | undefined;
}

const shownPapers = 5;

/** What a follow would have found, with the first papers. */
export function DryRun({ tried, isBusy, problem }: DryRunProps) {
  useLatex([...(tried?.papers.map(({ paper }) => paper.title) ?? []), ...(tried?.titles ?? [])]);
  if (problem !== undefined) return <p role="alert">{problem}</p>;
  if (!tried) return <p role="status">{isBusy ? "Looking through the last papers…" : ""}</p>;
  const { papers, titles } = tried;
  return (
    <div class="dry-run" aria-busy={isBusy}>
      <p role="status">{describeTrial(tried)}</p>
      <ul>
        {papers.slice(0, shownPapers).map(({ paper, matches: [match] }) => (
          <li key={paper.id}>
            <a href={formatView({ kind: "paper", id: paper.id })} dir="auto">
              <MarkedWords source={paper.title} />
            </a>
            {match && isRanked(match.kind) && <span class={`strength ${match.strength}`}>{match.strength}</span>}
          </li>
        ))}
        {papers.length === 0 &&
          titles?.slice(0, shownPapers).map((title) => (
            <li key={title} dir="auto">
              <MarkedWords source={title} />
            </li>
          ))}
      </ul>
    </div>
  );
}

function describeTrial({ matched, compared, since, titles }: DryRunAnswer): string {
  if (titles) return `${formatPapers(compared)} since ${formatDay(since)} would be fetched.`;
  if (compared === 0) return `No paper was taken in since ${formatDay(since)}, so there is nothing to compare with.`;
  return `It would have found ${formatCount(matched)} of ${describeCompared({ compared }, formatDay(since))}.`;
}
