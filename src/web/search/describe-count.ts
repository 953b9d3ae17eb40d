import { formatCount, formatPapers } from "../../domain/text/amounts.js";
import type { RecommendView } from "../shell/view-address.js";
import type { Answer, FoundPapers } from "./load-view.js";

/** How many papers are listed, and in which order. */
export function describeCount(answer: Answer): string {
  const { length } = answer.hits;
  if (answer.kind === "search") return length === 0 ? "No papers found" : describeFound(answer);
  if (answer.kind === "recommend") return describeRatings(answer.view);
  if (length === 0) return "No similar papers yet: this paper may still be waiting to be embedded.";
  return length === 1 ? "1 similar paper" : `${length} similar papers, most similar first`;
}

function describeRatings({ likes, dislikes }: RecommendView): string {
  const liked = `Similar to ${formatPapers(likes.length)}`;
  return dislikes.length === 0
    ? liked
    : `${liked}, unlike ${dislikes.length === 1 ? "1 other" : `${dislikes.length} others`}`;
}

function describeFound({ total, totalMs, view, hits }: FoundPapers): string {
  const closest = view.query === "" ? ", newest first" : view.mode === "semantic" ? ", closest in meaning first" : "";
  const orders = { relevance: closest, date: ", newest first", oldest: ", oldest first", title: ", by title" };
  const order = total > 1 ? orders[view.sort] : "";
  const time = totalMs < 10 ? totalMs.toFixed(1) : totalMs.toFixed(0);
  const part =
    view.offset > 0 ? `${formatCount(view.offset + 1)} to ${formatCount(view.offset + hits.length)} of ` : "";
  return `${part}${formatPapers(total)}${order} · ${time} ms`;
}
