import type { NewPapers } from "../../domain/trends/count-new.js";
import type { RisingTopicAnswer, TrendPaper, TrendsAnswer } from "../../domain/trends/answer.js";
import { countPeriods, nameSpan } from "../../domain/trends/name-span.js";
import { formatCount } from "../../domain/text/amounts.js";
import { cleanLine, cleanPaperText, cutText } from "../../terminal/fit-text.js";
import type { Paint } from "../../terminal/paint.js";

export interface TrendsLayout {
  readonly columns: number;
  readonly paint: Paint;
}

/** What is new, what rises, and what readers open and keep: one block each. */
export function formatTrends(
  { papers, sampled, published, takenIn, topics, opened = [], kept = [] }: TrendsAnswer,
  layout: TrendsLayout,
): string {
  const { bold } = layout.paint;
  const finest = published[0];
  const blocks = [
    ...(sampled === undefined
      ? []
      : [[`About ${formatCount(sampled)} of ${formatCount(papers)} papers, chosen evenly`]]),
    ...(finest ? [[bold(`New papers by ${finest.period}, by their own dates`), ...formatCounts(finest, layout)]] : []),
    ...takenIn.slice(0, 1).map((found) => [bold(`Taken in, by ${found.period}`), ...formatCounts(found, layout)]),
    formatTopics(topics, layout),
    ...listUse(
      "Opened here in the last 30 days",
      opened.map(({ paper, opens }) => ({ paper, count: opens })),
      layout,
    ),
    ...listUse(
      "Kept in collections",
      kept.map(({ paper, readers }) => ({ paper, count: readers })),
      layout,
    ),
  ];
  return blocks.map((lines) => lines.join("\n")).join("\n\n");
}

const barLength = 30;

function formatCounts({ period, counts }: NewPapers, { paint }: TrendsLayout): readonly string[] {
  const most = Math.max(1, ...counts.map(({ papers }) => papers));
  const rows = counts.map((count) => ({ ...count, name: nameSpan(period, count), text: formatCount(count.papers) }));
  const [names, texts] = [rows.map(({ name }) => name.length), rows.map(({ text }) => text.length)];
  return rows.map(({ name, text, papers }) => {
    const bar = "█".repeat(Math.ceil((papers / most) * barLength));
    return `  ${name.padEnd(Math.max(...names))}  ${text.padStart(Math.max(...texts))}  ${paint.dim(bar)}`.trimEnd();
  });
}

function formatTopics(topics: TrendsAnswer["topics"], layout: TrendsLayout): readonly string[] {
  const { period, spans, compared, rising, note } = topics;
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last || note !== undefined) return [layout.paint.bold("Rising topics"), `  ${note ?? "None."}`];
  const against = `${nameSpan(period, last)} against the ${countPeriods(spans.length - 1, period)} before, ${formatCount(compared)} topics`;
  return [layout.paint.bold(`Rising topics, ${against}`), ...rising.flatMap((topic) => formatTopic(topic, layout))];
}

/** Eight heights of a bar. */
const heights = "▁▂▃▄▅▆▇█";

function formatTopic(topic: RisingTopicAnswer, { columns, paint }: TrendsLayout): readonly string[] {
  const { names, papers, expected, growth, levels, central } = topic;
  const most = Math.max(...levels);
  const line = levels.map((level) => heights[Math.min(7, Math.floor((level / most) * 8))]).join("");
  const facts = `${formatCount(papers)} papers, ${formatExpected(expected)} expected  ${line}`;
  const name = cleanLine(names.join(", ")) || "papers without words in common";
  return [
    `  ×${growth.toFixed(1)}  ${cutText(name, Math.max(20, columns - 9))}`,
    `        ${paint.dim(facts)}`,
    ...central.slice(0, 2).map((paper) => `        ${cutText(cleanPaperText(paper.title), Math.max(20, columns - 9))}`),
  ];
}

function formatExpected(expected: number): string {
  return expected < 10 ? expected.toFixed(1) : formatCount(Math.round(expected));
}

function listUse(
  heading: string,
  papers: readonly { readonly paper: TrendPaper; readonly count: number }[],
  { columns, paint }: TrendsLayout,
): readonly (readonly string[])[] {
  if (papers.length === 0) return [];
  const lines = papers.map(
    ({ paper, count }) =>
      `  ${String(count).padStart(4)}  ${cutText(cleanPaperText(paper.title), Math.max(20, columns - 9))}`,
  );
  return [[paint.bold(heading), ...lines]];
}
