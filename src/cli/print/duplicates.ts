import type { DuplicatePapers } from "../../domain/duplicates/answer.js";
import { cleanLine, cleanPaperText, cutText, wrapText } from "../../terminal/fit-text.js";
import type { Paint } from "../../terminal/paint.js";

export interface DuplicatesLayout {
  readonly columns: number;
  readonly paint: Paint;
}

/** One block per group: the title of each paper, then its similarity, venue, year and id. */
export function formatDuplicates(groups: readonly DuplicatePapers[], layout: DuplicatesLayout): string {
  const numberWidth = String(groups.length).length;
  return groups
    .map(({ papers }, index) => {
      const number = `${String(index + 1).padStart(numberWidth)}. `;
      const lines = papers.flatMap((paper) =>
        formatPaper(paper, { ...layout, columns: layout.columns - number.length }),
      );
      return lines.map((line, at) => (at === 0 ? number : " ".repeat(number.length)) + line).join("\n");
    })
    .join("\n\n");
}

function formatPaper(
  { paper, similarity }: DuplicatePapers["papers"][number],
  { columns, paint }: DuplicatesLayout,
): readonly string[] {
  const room = Math.max(20, columns);
  const outlet = [paper.venue, paper.year].filter((part) => part !== undefined).join(" ");
  const facts = [similarity.toFixed(3), cleanLine(outlet), cleanLine(paper.id)].filter((part) => part !== "");
  return [...wrapText(cleanPaperText(paper.title), room).map(paint.bold), paint.dim(cutText(facts.join(" · "), room))];
}
