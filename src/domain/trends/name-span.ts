import type { Period, Span } from "./period.js";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The name of a day (`30 Nov 2026`), a week by its ends (`24–30 Nov 2026`), a month (`Nov 2026`) or a year. */
export function nameSpan(period: Period, { from, to }: Span): string {
  const [year = "", month = "", day = ""] = to.split("-");
  const name = months[Number(month) - 1] ?? "";
  if (period === "year") return year;
  if (period === "month") return `${name} ${year}`;
  if (period === "day") return `${Number(day)} ${name} ${year}`;
  const [, firstMonth = "", firstDay = ""] = from.split("-");
  const first = firstMonth === month ? "" : ` ${months[Number(firstMonth) - 1] ?? ""}`;
  return `${Number(firstDay)}${first}–${Number(day)} ${name} ${year}`;
}

/** `year` for one, `5 years`. */
export function countPeriods(count: number, period: Period): string {
  return count === 1 ? period : `${count} ${period}s`;
}
