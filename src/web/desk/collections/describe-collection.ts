import type { Collection } from "../../../domain/collections/collection.js";
import { formatCount, formatPapers } from "../../../domain/text/amounts.js";

/** What a collection holds, in a few words. */
export function describeCollection({ papers, unread, included, excluded }: Collection): string[] {
  return [
    formatPapers(papers),
    ...(unread > 0 ? [`${formatCount(unread)} unread`] : []),
    ...(included > 0 ? [`${formatCount(included)} included`] : []),
    ...(excluded > 0 ? [`${formatCount(excluded)} not of interest`] : []),
  ];
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `30 Nov 2026`: the day in UTC, which server and browser write alike. */
export function formatDay(time: string): string {
  const [year = "", month = "", day = ""] = time.slice(0, 10).split("-");
  return `${Number(day)} ${months[Number(month) - 1] ?? ""} ${year}`;
}

/** The address of a collection, of its papers that pass a filter, or of a way to look at it. */
export function locateCollection(id: string, values: Readonly<Record<string, string>> = {}): string {
  return `collections?${new URLSearchParams({ id, ...values }).toString().replace(/=(?=&|$)/g, "")}`;
}
