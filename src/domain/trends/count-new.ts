import { countBack, type DayNumber, type Period, periods, type Span, spanOf } from "./period.js";
import { findLastDay, isKnownBy, type StatedDates } from "./stated-dates.js";

export interface PeriodCount extends Span {
  readonly papers: number;
}

/** New papers by one length of time, the oldest first. */
export interface NewPapers {
  readonly period: Period;
  readonly counts: PeriodCount[];
}

/** How many periods are shown. */
const shown: Readonly<Record<Period, number>> = { day: 14, week: 12, month: 12, year: 12 };

/** Counts papers by every length of time for which `isFit` holds, up to the last day that any of them states. */
export function countNew(stated: StatedDates, today: DayNumber, isFit: (period: Period) => boolean): NewPapers[] {
  return periods.filter(isFit).flatMap((period) => {
    const last = findLastDay(stated, today, period);
    return last === undefined ? [] : [{ period, counts: countPeriods(stated, period, last) }];
  });
}

function countPeriods({ days, precision }: StatedDates, period: Period, last: DayNumber): PeriodCount[] {
  const counts = Array.from({ length: shown[period] }, () => 0);
  for (let row = 0; row < days.length; row += 1) {
    if (!isKnownBy(period, precision[row]!) || days[row]! > last) continue;
    const back = countBack(period, days[row]!, last);
    if (back < counts.length) counts[back]! += 1;
  }
  // Before the first paper there is nothing to show, but one empty period says that it is the first.
  const oldest = counts.findLastIndex((papers) => papers > 0) + 2;
  return counts
    .slice(0, oldest)
    .map((papers, back) => ({ ...spanOf(period, back, last), papers }))
    .toReversed();
}
