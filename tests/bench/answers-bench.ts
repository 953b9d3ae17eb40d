import { timeSearch, timeSearches } from "./ask-server.js";
import { percentile, type Row } from "./statistics.js";

const clients = 8;

/** The cost of facets and explanations, and the throughput with several clients. */
export async function benchAnswers(url: string, questions: readonly string[]): Promise<Row[]> {
  const third = Math.floor(questions.length / 3);
  const facets = await measureFacets(url, questions.slice(0, third));
  const explained = percentile(await timeSearches(url, questions.slice(third, third + 100), { explain: "true" }), 0.95);
  const rate = await measureRate(url, questions.slice(third + 100));
  return [
    {
      what: "all four facets add to a hybrid search, p50",
      figure: `${facets.toFixed(1)} ms`,
      goal: "≤ 3 ms",
      met: facets <= 3,
    },
    {
      what: "hybrid search with explain=true, p95",
      figure: `${explained.toFixed(1)} ms`,
      goal: "≤ 60 ms",
      met: explained <= 60,
    },
    {
      what: `hybrid searches a second with ${clients} clients`,
      figure: rate.toFixed(0),
      goal: "≥ 250",
      met: rate >= 250,
    },
  ];
}

/** The difference of the medians with facets and without, alternating per query, after a warm-up query. */
async function measureFacets(url: string, questions: readonly string[]): Promise<number> {
  const plain: number[] = [];
  const counted: number[] = [];
  for (const question of questions) {
    await timeSearch(url, question);
    plain.push(await timeSearch(url, question));
    counted.push(await timeSearch(url, question, { facets: "true" }));
  }
  return percentile(counted, 0.5) - percentile(plain, 0.5);
}

/** Every client sends its next query when the previous one is answered; no query is repeated. */
async function measureRate(url: string, questions: readonly string[]): Promise<number> {
  const rest = questions.values();
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (const question of rest) await timeSearch(url, question);
    }),
  );
  return questions.length / ((performance.now() - startedAt) / 1000);
}
