import type { TextRange } from "../../domain/search/highlight.js";
import { readLatex, splitReadable } from "../shared/latex.js";
import { Formula } from "./math/formula.js";
import { splitAtRanges, type TextPart } from "./mark-ranges.js";

interface MarkedWordsProps {
  readonly source: string;
  /** Of the source; ascending half-open ranges, in UTF-16 code units. */
  readonly ranges?: readonly TextRange[] | undefined;
}

/** A title or an abstract with LaTeX made readable, formulas typeset and the matches marked. */
export function MarkedWords({ source, ranges = [] }: MarkedWordsProps) {
  const { text, move } = readLatex(source);
  const parts = splitAtRanges(text, joinOverlaps(ranges.map(move)));
  const formulas = listFormulas(source);
  let from = 0;
  return (
    <>
      {parts.map((part) => {
        const words = <Words part={part} from={from} formulas={formulas} />;
        from += part.text.length;
        return part.marked ? <mark>{words}</mark> : words;
      })}
    </>
  );
}

interface PlacedFormula {
  /** In the readable text. */
  readonly start: number;
  readonly text: string;
  readonly formula: string;
}

function listFormulas(source: string): readonly PlacedFormula[] {
  const formulas: PlacedFormula[] = [];
  let start = 0;
  for (const { text, formula } of splitReadable(source)) {
    if (formula !== undefined && text !== "") formulas.push({ start, text, formula });
    start += text.length;
  }
  return formulas;
}

interface WordsProps {
  readonly part: TextPart;
  /** Where the part begins in the readable text. */
  readonly from: number;
  readonly formulas: readonly PlacedFormula[];
}

/** A mark that splits a formula covers the whole of it, so a formula is within one part. */
function Words({ part, from, formulas }: WordsProps) {
  const here = formulas.filter(({ start, text }) => start >= from && start + text.length <= from + part.text.length);
  let at = 0;
  return (
    <>
      {here.map(({ start, text, formula }) => {
        const before = part.text.slice(at, start - from);
        at = start - from + text.length;
        return (
          <>
            {before}
            <Formula key={formula} formula={formula} text={text} />
          </>
        );
      })}
      {part.text.slice(at)}
    </>
  );
}

/** Two matches in one formula both cover the whole formula. */
function joinOverlaps(ranges: readonly TextRange[]): TextRange[] {
  const joined: TextRange[] = [];
  for (const [start, end] of ranges) {
    const last = joined.at(-1);
    if (last && start < last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], end)];
    else if (end > start) joined.push([start, end]);
  }
  return joined;
}
