import type { BenchPaper } from "./papers.js";

export interface GeneratedPaper extends BenchPaper {
  /** Index of the source paper. */
  readonly source: number;
  /** A seed for other differences from the source, such as noise on its vector; 0 for the paper itself. */
  readonly seed: number;
}

/**
 * A larger corpus with the statistics of a real one: first the papers themselves, then rounds of copies in which one
 * word in seven is replaced. New words are drawn by their frequency in the corpus; one in sixty is coined from two of
 * them, so that the vocabulary grows with the corpus. The same papers and count always produce the same corpus.
 */
export async function* generatePapers(papers: readonly BenchPaper[], count: number): AsyncGenerator<GeneratedPaper> {
  const words = sampleWords(papers);
  for (let number = 0; number < count; number += 1) {
    const source = number % papers.length;
    const paper = papers[source]!;
    if (number < papers.length) {
      yield { id: paper.id, title: paper.title, abstract: paper.abstract, source, seed: 0 };
      continue;
    }
    const draw = createDraw(number);
    const change = (text: string): string => text.replace(/\p{L}+/gu, (word) => exchangeWord(word, { words, draw }));
    const title = change(paper.title);
    yield {
      id: `${paper.id}#${number}`,
      // A short title can stay unchanged, and there may be no abstract.
      title: title === paper.title ? `${title} ${words[draw(words.length)]!}` : title,
      abstract: change(paper.abstract),
      source,
      seed: number,
    };
  }
}

type Draw = (below: number) => number;

const exchangedOneIn = 7;
const coinedOneIn = 60;
const sampledPapers = 4_000;

/** The words of papers across the corpus, with repetitions, so that random draws follow their frequency. */
function sampleWords(papers: readonly BenchPaper[]): string[] {
  const words: string[] = [];
  const step = Math.max(1, Math.floor(papers.length / sampledPapers));
  for (let at = 0; at < papers.length; at += step) {
    const { title, abstract } = papers[at]!;
    words.push(...(`${title} ${abstract}`.match(/\p{L}{3,}/gu) ?? []));
  }
  return words;
}

function exchangeWord(
  word: string,
  { words, draw }: { readonly words: readonly string[]; readonly draw: Draw },
): string {
  if (words.length === 0 || draw(exchangedOneIn) > 0) return word;
  const drawn = words[draw(words.length)]!;
  if (draw(coinedOneIn) > 0) return drawn;
  const other = words[draw(words.length)]!;
  return drawn.slice(0, Math.ceil(drawn.length / 2)) + other.slice(Math.floor(other.length / 2));
}

/**
 * A linear congruential generator with the constants of Numerical Recipes; it uses the high bits, as the low ones have
 * a short period.
 */
function createDraw(seed: number): Draw {
  let state = Math.imul(seed, 2_654_435_761) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
