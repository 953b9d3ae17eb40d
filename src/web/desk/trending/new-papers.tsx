import { useId, useState } from "preact/hooks";
import type { TrendsAnswer } from "../../../domain/trends/answer.js";
import { nameSpan } from "../../../domain/trends/name-span.js";
import { formatCount } from "../../../domain/text/amounts.js";

type NewPapers = TrendsAnswer["published"];

interface NewPapersProps {
  readonly name: string;
  readonly found: NewPapers;
  /** Shown where nothing is found. */
  readonly missing: string;
}

/** The number of new papers by time, as a table with a bar in each row. */
export function NewPapersFigure({ name, found, missing }: NewPapersProps) {
  const id = useId();
  const [chosen, choose] = useState(0);
  const shown = found[chosen];
  return (
    <figure class="new-by-time" aria-labelledby={id}>
      <figcaption>
        <h3 id={id}>{name}</h3>
        {found.length > 1 && (
          <span class="periods scripted" role="group" aria-label="Count by">
            {found.map(({ period }, place) => (
              <button key={period} type="button" aria-pressed={place === chosen} onClick={() => choose(place)}>
                {period}
              </button>
            ))}
          </span>
        )}
      </figcaption>
      {shown ? <Counts {...shown} labelledBy={id} /> : <p class="note">{missing}</p>}
    </figure>
  );
}

function Counts({ period, counts, labelledBy }: NewPapers[number] & { readonly labelledBy: string }) {
  const most = Math.max(1, ...counts.map(({ papers }) => papers));
  return (
    <table class="bars" aria-labelledby={labelledBy}>
      <thead class="unseen">
        <tr>
          <th scope="col">{period}</th>
          <th scope="col">papers</th>
        </tr>
      </thead>
      <tbody>
        {[...counts].sort(latestFirst).map((count) => (
          <tr key={count.from}>
            <th scope="row">{nameSpan(period, count)}</th>
            <td>
              {formatCount(count.papers)}
              <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                <rect width={(count.papers / most) * 100} height="1" />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function latestFirst(one: { readonly from: string }, other: { readonly from: string }): number {
  return one.from < other.from ? 1 : -1;
}
