import { formatCount } from "../../../../domain/text/amounts.js";
import { describeEstimate } from "./describe-estimate.js";
import type { ScreeningProgress } from "./load-screening.js";

/** How far one is, how many relevant papers may be left, and the counts that a report of the review gives. */
export function ScreeningProgressView({ progress }: { readonly progress: ScreeningProgress }) {
  const { included, excluded, undecided } = progress;
  const decided = included + excluded;
  const total = decided + undecided;
  const share = (part: number) => `${total === 0 ? 0 : (100 * part) / total}%`;
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
        <span class="included" style={{ width: share(included) }} />
        <span class="excluded" style={{ width: share(excluded) }} />
      </div>
      <p class="facts">
        {`${formatCount(decided)} of ${formatCount(total)} decided · ${formatCount(included)} included · ${formatCount(excluded)} excluded`}
      </p>
      <p class="estimate">{describeEstimate(progress)}</p>
      <Counts progress={progress} />
    </div>
  );
}

/** As in a PRISMA flow diagram. */
function Counts({ progress: { included, excluded, undecided, reasons } }: { readonly progress: ScreeningProgress }) {
  return (
    <details class="prisma">
      <summary>Counts for a PRISMA diagram</summary>
      <dl>
        <Count name="Records in the collection" papers={included + excluded + undecided} />
        <Count name="Records screened" papers={included + excluded} />
        <Count name="Records excluded" papers={excluded} />
        {reasons.map(({ reason, papers }) => (
          <Count key={reason} name={reason} papers={papers} isPart />
        ))}
        <Count name="Records included" papers={included} />
        <Count name="Not screened yet" papers={undecided} />
      </dl>
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
