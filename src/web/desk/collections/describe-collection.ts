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
