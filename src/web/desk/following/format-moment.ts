/** A moment as a day in UTC, so that server and browser write the same: `30 Nov 2026`. */
export function formatMoment(moment: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(
    new Date(moment),
  );
}

/** The same with the time of day, in the reader's own zone: only for what the browser alone writes. */
export function formatTime(moment: string): string {
  return (
    new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }).format(
      new Date(moment),
    ) + " UTC"
  );
}
