import { describe, expect, it } from "vitest";
import { finish } from "../../../src/domain/screening/pool.js";
import { type ScreeningQuery, rankUndecided, selectBest } from "../../../src/domain/screening/rank-undecided.js";
import { createRandom } from "../../support/random.js";
import { createTopicPool, toUnit, type TopicPool } from "./pools.js";

const topics = Array.from({ length: 60 }, (_, place) => place % 4);

function rank({ pool }: TopicPool, query: ScreeningQuery) {
  const ranking = finish(rankUndecided(pool, query));
  return { ...ranking, order: selectBest(ranking.scores, pool.papers.length) };
}

describe("The order of undecided papers", () => {
  it.each([{}, { vectors: true }])("puts papers like the included ones first (without: %j)", (without) => {
    const papers = createTopicPool(topics, without);
    const { order, basis } = rank(papers, { included: [2, 6], excluded: [1, 3] });
    expect(basis).toBe("decisions");
    expect(order.slice(0, 13).map((place) => topics[place])).toEqual(Array(13).fill(2));
  });

  it("puts papers like the excluded ones behind others that are as unlike the included ones", () => {
    const papers = createTopicPool(topics);
    const lead = (excluded: readonly number[]) => {
      const { scores } = rank(papers, { included: [2], excluded });
      const mean = (topic: number) => {
        const own = scores.filter((score, place) => topics[place] === topic && !Number.isNaN(score));
        return own.reduce((sum, score) => sum + score, 0) / own.length;
      };
      return mean(0) - mean(1);
    };
    expect(lead([1, 5, 9, 13])).toBeGreaterThan(lead([]) + 0.1);
  });

  it("follows the question while nothing is included", () => {
    const papers = createTopicPool(topics);
    const question = papers.read("subject3", toUnit(Array.from({ length: 16 }, (_, at) => (at === 3 ? 1 : 0))));
    const { order, basis } = rank(papers, { included: [], excluded: [], question });
    expect(basis).toBe("question");
    expect(order.slice(0, 15).map((place) => topics[place])).toEqual(Array(15).fill(3));
  });

  it("begins with typical papers without a question", () => {
    const papers = createTopicPool([...Array<number>(30).fill(0), 1, 2, 3]);
    const { order, basis } = rank(papers, { included: [], excluded: [] });
    expect(basis).toBe("typical");
    expect(order.slice(-3).toSorted()).toEqual([30, 31, 32]);
  });

  it("ranks a paper without a vector by its words", () => {
    const papers = createTopicPool(topics);
    const pool = {
      ...papers.pool,
      papers: papers.pool.papers.map((paper, at) => (at === 10 ? { ...paper, vector: undefined } : paper)),
    };
    const { order } = rank({ ...papers, pool }, { included: [2, 6], excluded: [1] });
    expect(order.indexOf(10)).toBeLessThan(15);
  });

  it("lists each undecided paper once and no decided one, whatever was decided in whatever order", () => {
    const papers = createTopicPool(topics);
    const random = createRandom(5);
    for (let round = 0; round < 50; round += 1) {
      const shuffled = topics.map((_, place) => ({ place, key: random() })).sort((one, other) => one.key - other.key);
      const places = shuffled.slice(0, Math.floor(random() * 60)).map(({ place }) => place);
      const included = places.filter((_, at) => at % 3 === 0);
      const excluded = places.filter((_, at) => at % 3 !== 0);
      const { order, scores } = rank(papers, { included, excluded });
      expect(order.toSorted((one, other) => one - other)).toEqual(
        topics.map((_, at) => at).filter((at) => !places.includes(at)),
      );
      expect(order.every((place) => Number.isFinite(scores[place]))).toBe(true);
      const again = rank(papers, { included: included.toReversed(), excluded: excluded.toReversed() });
      expect(again.scores.map((score) => Math.round(score * 1e6))).toEqual(
        scores.map((score) => Math.round(score * 1e6)),
      );
      expect(rank(papers, { included, excluded }).scores).toEqual(scores);
    }
  });
});

describe("The best papers", () => {
  it("are those that a whole sort would put first, ties by place", () => {
    const random = createRandom(3);
    const scores = Float64Array.from({ length: 500 }, () => (random() < 0.1 ? Number.NaN : Math.floor(random() * 40)));
    const sorted = [...scores.keys()]
      .filter((place) => !Number.isNaN(scores[place]))
      .sort((one, other) => scores[other]! - scores[one]! || one - other);
    for (const limit of [1, 7, 100, 500]) expect(selectBest(scores, limit)).toEqual(sorted.slice(0, limit));
  });
});
