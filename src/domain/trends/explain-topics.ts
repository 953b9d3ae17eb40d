import { formatCount } from "../text/amounts.js";
import { minPast, minRecent, type TooFew } from "./compared-papers.js";
import type { RisingTopics } from "./rising-topics.js";

/** Why no topic is shown; undefined if some are. */
export function explainTopics(topics: (RisingTopics & { readonly spans: unknown }) | TooFew): string | undefined {
  if (!("spans" in topics)) {
    const { period, recent, past } = topics;
    if (recent + past === 0) return "No paper states a date, so there is no past to compare topics with.";
    const found = `The latest ${period} has ${formatCount(recent)}, and the time before it ${formatCount(past)}.`;
    return `Topics are compared from ${minRecent} papers in the latest ${period} and ${minPast} before it. ${found}`;
  }
  if (topics.topics === 0) return "Topics need papers with a vector: they appear once papers are embedded.";
  if (topics.rising.length > 0) return undefined;
  return `None of the ${formatCount(topics.topics)} topics has grown by more than chance and its usual ups and downs explain.`;
}
