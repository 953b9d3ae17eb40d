import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import { chooseExamples, type TriedQuestion } from "../../domain/overview/choose-examples.js";
import { quoteTitle, type WrittenQuestion, writeQuestion } from "../../domain/overview/write-question.js";
import type { Ordinal, Paper } from "../../domain/paper/paper.js";
import { searchRequestSchema } from "../../domain/search/request.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { CorpusFacts } from "../../ports/search/corpus-facts.js";
import type { WordList } from "../../ports/search/word-list.js";
import type { SearchPapers } from "../search/search-papers.js";

export interface FindExamplesDeps {
  readonly papers: Pick<PaperStore, "readPapers">;
  readonly scan: Pick<CorpusFacts, "listEmbedded">;
  readonly dictionary: WordList;
  readonly searchPapers: SearchPapers;
}

export const maxExamples = 20;
/** So many there always are, if there are papers: what is missing are titles. */
const fewExamples = 5;
/** Papers whose titles are read, spread over the library. */
const sampleSize = 2_400;
const sliceSize = 50;
/** Questions of each kind that are tried. */
const triedOfKind = 16;
/** Below it, an answer is too weak for an example. */
const minScore = 0.25;

/**
 * Questions in the words of the library's titles that it answers well: a sample of titles is read, and each question is
 * asked. It takes about a second of a large library, in small steps.
 */
export function createFindExamples(deps: FindExamplesDeps): () => Promise<readonly WrittenQuestion[]> {
  return async () => {
    const { written, titles } = await writeQuestions(deps);
    const tried: TriedQuestion[] = [];
    for (const kind of ["question", "topic"] as const) {
      const ofKind = spread(
        written.filter((question) => question.kind === kind),
        triedOfKind,
      );
      for (const { text, category } of ofKind) {
        const scores = await askQuestion(deps.searchPapers, text);
        if ((scores[1] ?? 0) >= minScore) tried.push({ text, kind, category, scores });
      }
    }
    const chosen = chooseExamples(tried, maxExamples);
    if (chosen.length >= fewExamples) return chosen;
    const others = titles.map((title) => ({ ...title, category: undefined, scores: [] }));
    return chooseExamples([...tried, ...others], fewExamples);
  };
}

type Written = WrittenQuestion & Pick<TriedQuestion, "category">;

interface Sampled {
  readonly written: readonly Written[];
  /** A few short titles. */
  readonly titles: readonly WrittenQuestion[];
}

async function writeQuestions({ papers, scan, dictionary }: FindExamplesDeps): Promise<Sampled> {
  const ordinals = [...(await (await scan.listEmbedded(undefined)).sample(sampleSize))];
  const written: Written[] = [];
  const titles: WrittenQuestion[] = [];
  for (let at = 0; at < ordinals.length; at += sliceSize) {
    const found: ReadonlyMap<Ordinal, Paper> = await papers.readPapers(ordinals.slice(at, at + sliceSize));
    for (const paper of found.values()) {
      if (paper.retracted) continue;
      const question = writeQuestion(paper, (word) => dictionary.has(word));
      const title = titles.length < sliceSize ? quoteTitle(paper) : undefined;
      if (title) titles.push(title);
      if (question) written.push({ ...question, category: paper.categories[0] });
    }
    await yieldToEventLoop();
  }
  return { written, titles };
}

/** The scores of the best hits; those of papers that are the question's own title do not count. */
async function askQuestion(searchPapers: SearchPapers, query: string): Promise<readonly number[]> {
  const request = searchRequestSchema.parse({ query, limit: 6, spelling: "typed" });
  const { hits } = await searchPapers(request, { signal: new AbortController().signal });
  return hits.filter(({ matchedBy }) => matchedBy !== "exact").map(({ score }) => score);
}

/** So many of the items, at equal distances. */
function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, at) => items[Math.floor((at * items.length) / count)]!);
}
