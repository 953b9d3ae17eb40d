import { countBack, type DayNumber, type Period } from "./period.js";
import { findLastDay, isKnownBy, type StatedDates } from "./stated-dates.js";

export interface DatesUntil {
  readonly stated: StatedDates;
  /** Papers of later days are left out. */
  readonly today: DayNumber;
}

/** Share of the papers of the last two years that must be dated so exactly. */
const minDatedShare = 0.6;

/** Whether a period is fit for the library: years must not be drawn as if they were days. */
export function areMostDated({ stated, today }: DatesUntil, period: Period): boolean {
  const last = findLastDay(stated, today, "year");
  if (last === undefined) return false;
  let [recent, exact] = [0, 0];
  for (const [row, day] of stated.days.entries()) {
    const precision = stated.precision[row]!;
    if (precision === 0 || day > last || countBack("year", day, last) > 1) continue;
    recent += 1;
    if (isKnownBy(period, precision)) exact += 1;
  }
  return exact >= minDatedShare * recent;
}
