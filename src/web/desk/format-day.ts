const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * `30 Nov 2026`: the day in UTC, which server and browser write alike.
 *
 * @param time in UTC, as the API writes it: `2026-11-30T07:00:00.000Z`
 */
export function formatDay(time: string): string {
  const [year = "", month = "", day = ""] = time.slice(0, 10).split("-");
  return `${Number(day)} ${months[Number(month) - 1] ?? ""} ${year}`;
}

/** `30 Nov 2026, 07:00 UTC` */
export function formatTime(time: string): string {
  return `${formatDay(time)}, ${time.slice(11, 16)} UTC`;
}
