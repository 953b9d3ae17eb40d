import { tellLeft } from "../../../../domain/screening/tell-left.js";
import { formatCount } from "../../../../domain/text/amounts.js";
import type { ScreeningProgress } from "./load-screening.js";

/** How far one is, how many relevant papers may be left, and the counts that a report of the review gives. */
export function ScreeningProgressView({ progress }: { readonly progress: ScreeningProgress }) {
  const { included, excluded, undecided, screened: decided } = progress.flow;
  const total = decided + undecided;
  return (
    <div class="screening-progress">
      <div
        class="progress-bar"
        role="progressbar"
        aria-label="Decided papers"
        aria-valuenow={decided}
        aria-valuemin={0}
        aria-valuemax={total}
      >
        <svg viewBox={`0 0 ${Math.max(1, total)} 1`} preserveAspectRatio="none" aria-hidden="true">
          <rect class="included" width={included} height="1" />
          <rect class="excluded" x={included} width={excluded} height="1" />
        </svg>
      </div>
      <p class="facts">
        {`${formatCount(decided)} of ${formatCount(total)} decided · ${formatCount(included)} included · ${formatCount(excluded)} excluded`}
      </p>
      <p class="estimate">{tellLeft(progress.left, progress.flow.undecided).join(" ")}</p>
      <Counts progress={progress} />
    </div>
  );
}

/** As in a PRISMA flow diagram. */
function Counts({ progress: { flow, left } }: { readonly progress: ScreeningProgress }) {
  return (
    <details class="prisma">
      <summary>Counts for a PRISMA diagram</summary>
      <dl>
        <Count name="Records identified" papers={flow.identified} />
        <Count name="duplicates removed" papers={flow.duplicates} isPart />
        <Count name="Records to screen" papers={flow.screened + flow.undecided} />
        {flow.nearDuplicates > 0 && <Count name="near-duplicates among them" papers={flow.nearDuplicates} isPart />}
        <Count name="Records screened" papers={flow.screened} />
        <Count name="Records excluded" papers={flow.excluded} />
        {flow.reasons.map(({ reason = "no reason given", papers }) => (
          <Count key={reason} name={reason} papers={papers} isPart />
        ))}
        <Count name="Records included" papers={flow.included} />
        <Count name="Not screened yet" papers={flow.undecided} />
        {flow.notRetrieved > 0 && <Count name="no longer in the library" papers={flow.notRetrieved} isPart />}
      </dl>
      {flow.undecided > 0 && (
        <p class="hint">{`A cautious bound, with 95 % confidence: at most ${formatCount(left.atMost)} relevant papers are left.`}</p>
      )}
    </details>
  );
}

interface CountProps {
  readonly name: string;
  readonly papers: number;
  readonly isPart?: boolean;
}

function Count({ name, papers, isPart = false }: CountProps) {
  return (
    <>
      <dt class={isPart ? "part" : undefined} dir="auto">
        {name}
      </dt>
      <dd>{formatCount(papers)}</dd>
    </>
  );
}
