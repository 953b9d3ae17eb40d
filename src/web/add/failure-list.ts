import type { JobFailure } from "../../domain/jobs/job.js";
import type { JobNotice } from "../../domain/jobs/notice.js";
import { formatCount } from "../../domain/text/amounts.js";
import { createElement } from "../shared/elements.js";

/** Lists where and why records failed, and how many more did. The reasons quote untrusted text. */
export function createFailureList(failures: readonly JobFailure[], total: number): HTMLElement[] {
  const items = failures.map(({ line, id, reason }) => {
    const place = [line === undefined ? undefined : `line ${formatCount(line)}`, id].filter(
      (part) => part !== undefined,
    );
    return createElement("li", {}, [
      createElement("span", { className: "failure-place", text: place.join(" · ") }),
      createElement("span", { text: reason }),
    ]);
  });
  const more = total - failures.length;
  return [
    createElement("ol", { className: "failures" }, items),
    ...(more > 0 ? [createElement("p", { className: "list-more", text: `and ${formatCount(more)} more` })] : []),
  ];
}

/** The same for records that were imported. */
export function createNoticeList(notices: readonly JobNotice[], total: number): HTMLElement[] {
  return createFailureList(
    notices.map(({ notice, ...place }) => ({ ...place, reason: notice })),
    total,
  );
}
