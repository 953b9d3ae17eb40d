import { z } from "zod";
import type { RisingTopicAnswer } from "../../domain/trends/answer.js";
import { countPeriods, nameSpan } from "../../domain/trends/name-span.js";
import { cleanLatex } from "../../domain/text/latex/clean-latex.js";
import { operations } from "../../operations/index.js";
import { filterField } from "../tool-fields.js";
import { defineTool, type Tool, type ToolLibrary } from "../tool.js";

const answerSchema = operations.readTrends.answer.pick({ papers: true, dates: true, topics: true });

const input = z.strictObject({ period: operations.readTrends.query.shape.period, filter: filterField });

const description = `Which topics of the library rise: those with more papers in the latest week, month or year than their share of the same venues before would give, beyond chance. Each has the words that distinguish it, its papers against those expected, and the papers at its centre. Use it for "what is new here", "what is growing", or to choose where to look first; then search_papers with a topic's \`question\`.

The whole library is compared unless \`filter\` says otherwise. It speaks of this library only, not of the whole field: what was imported decides.`;

export function createTrendingTool(library: ToolLibrary): Tool {
  return defineTool({
    name: "trending_topics",
    title: "Rising topics",
    description,
    input,
    answer: answerSchema,
    async handle({ period, filter }) {
      const { ids: _, ...filters } = filter;
      const { papers, dates, topics } = await library.findTrends({ ...filters, ...(period && { period }) });
      return { answer: { papers, dates, topics }, text: formatTopics(topics) };
    },
  });
}

function formatTopics({ period, spans, rising, note }: z.output<typeof answerSchema>["topics"]): string {
  const last = spans.at(-1);
  if (!last || rising.length === 0) return note ?? "No topic rises.";
  const heading = `Topics that rise in ${nameSpan(period, last)}, against the ${countPeriods(spans.length - 1, period)} before:`;
  return [heading, ...rising.map(formatTopic)].join("\n\n");
}

function formatTopic({ names, papers, expected, growth, central }: RisingTopicAnswer, index: number): string {
  const facts = `${papers} papers, ${expected} expected, ×${growth.toFixed(1)}`;
  const listed = central.map(({ id, title }) => `   - ${cleanLatex(title)} (${id})`);
  return [`${index + 1}. ${names.join(", ") || "no words in common"}: ${facts}`, ...listed].join("\n");
}
