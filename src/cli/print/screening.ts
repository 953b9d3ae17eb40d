import type { NextToScreen, ScreenedPaper, Screening } from "../../domain/screening/requests.js";
import { tellLeft } from "../../domain/screening/tell-left.js";
import { formatCount } from "../../domain/text/amounts.js";
import { cleanLine, cleanPaperText, wrapText } from "../../terminal/fit-text.js";
import type { Paint } from "../../terminal/paint.js";

export interface ScreeningLayout {
  readonly columns: number;
  readonly paint: Paint;
}

/** How far one is: one line of counts, one of what may be left. */
export function formatScreening({ flow, left }: Screening, { columns, paint }: ScreeningLayout): string {
  const counts = `${formatCount(flow.included)} included · ${formatCount(flow.excluded)} excluded · ${formatCount(flow.undecided)} left`;
  return [
    ...wrapText(counts, columns),
    ...wrapText(tellLeft(left, flow.undecided).join(" "), columns).map(paint.dim),
  ].join("\n");
}

/** One paper to decide on: title, authors, venue, abstract, and the decided papers that are most like it. */
export function formatScreened({ title, paper, nearest, rankedBy }: ScreenedPaper, layout: ScreeningLayout): string {
  const { columns, paint } = layout;
  const wrap = (text: string) => wrapText(text, columns);
  const outlet = [paper?.venue, paper?.date ?? paper?.year].filter((part) => part !== undefined).join(" · ");
  const authors = paper?.authors.join(", ") ?? "";
  const { included, excluded } = nearest;
  const like = [
    ...(included ? [`like “${cleanPaperText(included.title)}” (${included.similarity.toFixed(2)}), included`] : []),
    ...(excluded ? [`like “${cleanPaperText(excluded.title)}” (${excluded.similarity.toFixed(2)}), excluded`] : []),
    ...(rankedBy === "words" ? ["ranked by its words: it has no vector yet"] : []),
  ];
  const blocks = [
    [
      ...wrap(cleanPaperText(title)).map(paint.bold),
      ...[authors, outlet].filter(Boolean).flatMap((text) => wrap(cleanLine(text))),
    ],
    paper?.abstract === undefined ? [paint.dim("No abstract.")] : wrap(cleanPaperText(paper.abstract)),
    like.flatMap(wrap).map(paint.dim),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

const bases: Record<NextToScreen["basis"], string | undefined> = {
  decisions: undefined,
  question: "Nothing is included yet: ordered by the question.",
  typical: "Nothing is included yet: papers like most others come first. --question names a question.",
};

/** What the order follows from, until papers are included. */
export function formatBasis({ basis }: NextToScreen, { columns, paint }: ScreeningLayout): string | undefined {
  const text = bases[basis];
  return text && wrapText(text, columns).map(paint.dim).join("\n");
}
