import { describe, expect, it } from "vitest";
import type { Candidate } from "../../src/domain/search/fusion.js";
import { defaultOrder, orderCandidates, type OrderParameters } from "../../src/domain/search/order-candidates.js";

/** On this scale, the similarity of two papers is their cosine. */
const cosines = { unrelated: 0, spread: 0.15 };
const near = (ordinal: number, meaning: number): Candidate => ({ ordinal, keyword: 0, meaning, isNear: true });
const word = (ordinal: number, keyword: number, covered = 0): Candidate => ({
  ordinal,
  keyword,
  covered,
  meaning: 0,
  isNear: false,
});
const at = (degrees: number) =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));

type Given = readonly (readonly [candidate: Candidate, vector: Float32Array | undefined])[];

function order(given: Given, { semanticWeight = 1, ...tried }: Partial<OrderParameters> & { semanticWeight?: number }) {
  const candidates = given.map(([candidate]) => candidate);
  const vectors = given.map(([, vector]) => vector);
  return orderCandidates(candidates, { vectors, cosines, semanticWeight, parameters: { ...defaultOrder, ...tried } });
}

describe("the order of candidates", () => {
  it("weighs words by their share of what is attainable and of the best, and by how many of them a paper has", () => {
    const given: Given = [
      [word(1, 0.7, 0.5), at(0)],
      [word(2, 0.1, 1), at(0)],
    ];
    // Half of it is relative: 0.5 + 0.5 · 0.35 / 0.7 = 0.75 of the share, and 0.4 of the share of words covered.
    const orders = order(given, { semanticWeight: 0.5, relativeShare: 0.5, support: 0 }).map(
      (candidate) => candidate.order,
    );
    expect(orders).toEqual([
      expect.closeTo(0.5 * (0.75 * 0.7 + 0.4 * 0.5), 6),
      expect.closeTo(0.5 * (0.75 * 0.1 + 0.4), 6),
    ]);
  });

  it("takes away half of what a candidate has less in common with the best hits", () => {
    // The first leads so clearly that it has almost all the weight: the cosines to it are 1, 0.5 and 0.
    const ordered = order(
      [
        [near(1, 0.9), at(0)],
        [near(2, 0.3), at(60)],
        [near(3, 0.2), at(90)],
      ],
      { support: 0 },
    );
    expect(ordered.map(({ feedback }) => feedback)).toEqual([0, -0.5, -1].map((value) => expect.closeTo(value, 4)));
    expect(ordered.map((candidate) => candidate.order)).toEqual(
      [0.9, 0.3 - 0.25, 0.2 - 0.5].map((value) => expect.closeTo(value, 4)),
    );
  });

  it("lists the others behind the best, by evidence and not by coverage", () => {
    const given: Given = [
      [word(1, 0.9, 0.9), at(0)],
      [word(2, 0.2, 0.1), at(0)],
      [word(3, 0.1, 0.9), at(0)],
    ];
    const listed = (depth: number) =>
      order(given, { semanticWeight: 0.5, depth })
        .toSorted((one, other) => other.order! - one.order!)
        .map(({ ordinal }) => ordinal);
    expect(listed(3)).toEqual([1, 3, 2]);
    expect(listed(1)).toEqual([1, 2, 3]);
    // Support plays no part in their order, and an explanation must not say that it does.
    const supports = order(given, { semanticWeight: 0.5, depth: 2 }).map(({ support }) => support);
    expect(supports).toEqual([expect.any(Number), undefined, expect.any(Number)]);
  });

  it("prefers, of two equal candidates, the one that is like a better one", () => {
    const [, , byBest, byOther] = order(
      [
        [near(1, 0.9), at(0)],
        [near(2, 0.2), at(120)],
        [near(3, 0.3), at(-30)],
        [near(4, 0.3), at(150)],
      ],
      {},
    );
    expect(byBest!.support).toBe(0);
    expect(byOther!.support).toBeLessThan(-0.5);
  });

  it("counts a version of the same work no more than a paper at similarity 0.9", () => {
    const apart = (Math.acos(0.9) * 180) / Math.PI;
    const ordered = order(
      [
        [near(1, 0.9), at(0)],
        [near(2, 0.3), at(0)],
        [near(3, 0.2), at(apart)],
      ],
      { support: 1 },
    );
    // With feedback they are worth 0.9, 0.3 and 0.2 − 0.5 · 0.1, and each has the mean of the other two.
    const means = [(0.3 + 0.15) / 2, (0.9 + 0.15) / 2, (0.9 + 0.3) / 2];
    expect(ordered.map(({ support }) => support)).toEqual(means.map((mean) => expect.closeTo(mean - 0.6, 3)));
  });

  it("gives a candidate without a vector the lowest feedback and support of the others", () => {
    const [one, other, waiting] = order(
      [
        [near(1, 0.9), at(0)],
        [near(2, 0.5), at(60)],
        [near(3, 0.4), undefined],
      ],
      {},
    );
    expect(waiting!.feedback).toBe(other!.feedback);
    expect(waiting!.support).toBe(Math.min(one!.support!, other!.support!));
  });

  it("compares no more candidates than the depth, and puts the others after them", () => {
    const given = Array.from({ length: 5 }, (_, place) => [near(place, 1 - place / 10), at(place)] as const);
    const ordered = order(given, { depth: 3 });
    const least = Math.min(...ordered.slice(0, 3).map((candidate) => candidate.order!));
    for (const { order: value } of ordered.slice(3)) expect(value).toBeLessThan(least);
  });

  it("stays as it was if meaning has no weight or no candidate has a vector, and leaves one alone where it is", () => {
    const given: Given = [[near(1, 0.9), at(0)]];
    expect(order(given, { semanticWeight: 0 })).toEqual([near(1, 0.9)]);
    expect(order([[near(1, 0.9), undefined]], {})).toEqual([near(1, 0.9)]);
    expect(order(given, {})).toEqual([{ ...near(1, 0.9), feedback: 0, support: 0, order: 0.9 }]);
  });
});
