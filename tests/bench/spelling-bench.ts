import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBm25Index } from "../../src/adapters/bm25/keyword-index.js";
import { createEnglishWords } from "../../src/adapters/wordlist/english-words.js";
import { applyRepairs } from "../../src/domain/spelling/repair.js";
import { foldText } from "../../src/domain/text/fold-text.js";
import type { KeywordIndex } from "../../src/ports/search/keyword-index.js";
import { type CorrectSpelling, createCorrectSpelling } from "../../src/services/search/query/correct-spelling.js";
import { readPapers } from "./papers.js";
import { createDraw, type Draw, pick, type Slip, slipAsPeople, slipAtRandom } from "./slips.js";
import { percentile, type Row } from "./statistics.js";

const corpusSize = 87_243;
const textStep = 64;
const slipCount = 300;
const rightCount = 500;
const seed = 97;
/** Fewer papers with a word make it harder to say what was meant. */
const frequent = 300;

interface SpelledPaper {
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly keywords?: readonly string[];
  readonly venue?: string;
}

/** How many slips in parts of titles are repaired rightly, and how many correct queries are changed. */
export async function benchSpelling(
  corpus: { readonly papers: string },
  tell: (line: string) => void,
  { papers: size = corpusSize }: { readonly papers?: number | undefined },
): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "paperkin-bench-spelling-"));
  const keywordIndex = await createBm25Index({
    folder,
    storeId: "bench",
    logger: { info: ignore, warn: ignore, error: ignore },
  });
  try {
    const papers = (await readPapers(corpus.papers, { count: size })) as unknown as SpelledPaper[];
    await fill(keywordIndex, papers);
    const correct = createCorrectSpelling({ keywordIndex, dictionary: await createEnglishWords() });
    const draw = createDraw(seed);
    const sample: Sampling = { papers, keywordIndex, draw };
    const rows: Row[] = [];
    for (const { what, goal, ...slipping } of slipGoals) {
      rows.push(await measureSlips(correct, await sampleSlips(sample, slipping), { what, goal, tell }));
    }
    return [...rows, ...(await measureRight(correct, sample))];
  } finally {
    await keywordIndex.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const slipGoals = [
  { what: "one slip as people make them", goal: 0.9, edits: 1, slip: slipAsPeople, minLength: 4 },
  { what: "one random slip", goal: 0.85, edits: 1, slip: slipAtRandom, minLength: 4 },
  { what: "two slips, long words", goal: 0.75, edits: 2, slip: slipAsPeople, minLength: 8 },
  { what: "two random slips, long words", goal: 0.7, edits: 2, slip: slipAtRandom, minLength: 8 },
] as const;

const ignore = (): void => undefined;

async function fill(index: KeywordIndex, papers: readonly SpelledPaper[]): Promise<void> {
  for (let start = 0; start < papers.length; start += textStep) {
    const put = papers
      .slice(start, start + textStep)
      .map(({ title, abstract, authors, keywords = [], venue = "" }, row) => ({
        ordinal: 1 + start + row,
        title,
        abstract,
        extra: [...authors, ...keywords].join(" "),
        names: [...authors, venue],
        keywords,
      }));
    await index.apply({ put, removed: [], lastChange: start + put.length });
  }
  await index.save();
}

interface Sampling {
  readonly papers: readonly SpelledPaper[];
  readonly keywordIndex: KeywordIndex;
  readonly draw: Draw;
}

interface Slipping {
  readonly edits: number;
  readonly slip: (word: string, draw: Draw) => string;
  readonly minLength: number;
}

/** Three to six words of a title, one of them misspelt. Only words of the half that nothing was tuned on. */
async function sampleSlips(
  { papers, keywordIndex, draw }: Sampling,
  { edits, slip, minLength }: Slipping,
): Promise<Slip[]> {
  const slips: Slip[] = [];
  while (slips.length < slipCount) {
    const words = pick(papers, draw).title.split(/\s+/);
    const start = Math.floor(draw() * Math.max(1, words.length - 4));
    const part = words.slice(start, start + 3 + Math.floor(draw() * 4)).join(" ");
    // Most queries are typed in lower case.
    const meant = draw() < 0.25 ? part : part.toLowerCase();
    const written = meant
      .split(" ")
      .filter((word) => /^[A-Z]?[a-z]+$/.test(word) && word.length >= minLength && isReported(foldText(word)));
    const facts = await keywordIndex.vocabulary.describeWords(written.map(foldText));
    const usable = written.filter((word) => facts.get(foldText(word))!.papers >= frequent);
    if (usable.length === 0) continue;
    const word = pick(usable, draw);
    const slipped = Array.from({ length: edits }).reduce<string>((text) => slip(text, draw), word);
    if (foldText(slipped) === foldText(word)) continue;
    slips.push({ meant, typed: meant.replace(word, slipped), word, slip: slipped });
  }
  return slips;
}

/** Half of the words, by a hash. The costs of slips were tuned on the others. */
function isReported(word: string): boolean {
  let hash = 7;
  for (let at = 0; at < word.length; at += 1) hash = (Math.imul(hash, 31) + word.charCodeAt(at)) >>> 0;
  return ((hash >>> 7) & 1) === 1;
}

interface Measuring {
  readonly what: string;
  readonly goal: number;
  readonly tell: (line: string) => void;
}

async function measureSlips(
  correct: CorrectSpelling,
  slips: readonly Slip[],
  { what, goal, tell }: Measuring,
): Promise<Row> {
  const answers: string[] = [];
  for (const { typed } of slips) answers.push(applyRepairs(typed, await correct(typed, new Set())));
  const isRight = slips.map(({ meant }, at) => foldText(answers[at]!) === foldText(meant));
  const share = isRight.filter(Boolean).length / slips.length;
  for (const [at, { typed }] of slips.entries()) {
    if (!isRight[at] && at < 40) tell(`${what}: ${typed} → ${answers[at] === typed ? "nothing" : answers[at]}`);
  }
  return {
    what: `${what}, repaired rightly`,
    figure: formatShare(share),
    goal: `≥ ${formatShare(goal)}`,
    met: share >= goal,
  };
}

/** Titles, keywords and names of the corpus, which are spelled rightly by definition. */
async function measureRight(correct: CorrectSpelling, { papers, draw }: Sampling): Promise<Row[]> {
  const queries: string[] = [];
  while (queries.length < rightCount) {
    const { title, keywords = [], authors } = pick(papers, draw);
    const texts = [title, ...keywords.slice(0, 1), ...authors.slice(0, 1)];
    queries.push(pick(texts, draw));
  }
  const times: number[] = [];
  let changed = 0;
  for (const query of queries) {
    const startedAt = performance.now();
    const repairs = await correct(query, new Set());
    times.push(performance.now() - startedAt);
    if (repairs.length > 0) changed += 1;
  }
  const share = changed / queries.length;
  const p95 = percentile(times, 0.95);
  return [
    { what: "correct queries changed", figure: formatShare(share), goal: "< 1.0 %", met: share < 0.01 },
    { what: "spelling of a correct query, p95", figure: `${p95.toFixed(2)} ms`, goal: "≤ 2 ms", met: p95 <= 2 },
  ];
}

function formatShare(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
