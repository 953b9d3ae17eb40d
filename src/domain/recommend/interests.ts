import { dotProduct } from "../vectors/vector.js";

/** Places in a list of liked papers that are about one subject, in ascending order. */
export type Interest = readonly number[];

/**
 * Groups whose means have no higher cosine are about different subjects. Cosines of centred vectors: those of papers
 * about unrelated topics have a median of −0.04, those about one topic of 0.28. Chosen by measurement
 * (docs/ranking.md).
 */
const minAlike = 0;

/**
 * Groups liked papers into interests: agglomerative clustering by the cosine of the groups' means, until no two groups
 * are alike. The number of interests follows from the papers.
 *
 * @param liked centred vectors of unit length
 */
export function groupInterests(liked: readonly Float32Array[]): readonly Interest[] {
  // products[a][b] is the product of the sums of two groups; that of a merged group is the sum of both.
  const products = liked.map((one) => Float64Array.from(liked, (other) => dotProduct(one, other)));
  const groups: number[][] = liked.map((_, place) => [place]);
  const left = new Set(groups.keys());
  for (;;) {
    const nearest = findNearestGroups(products, left);
    if (!nearest || nearest.cosine <= minAlike) break;
    const { one, other } = nearest;
    mergeProducts(products, one, other);
    groups[one]!.push(...groups[other]!);
    left.delete(other);
  }
  return [...left].map((group) => groups[group]!.toSorted((one, other) => one - other));
}

interface NearestGroups {
  readonly one: number;
  readonly other: number;
  readonly cosine: number;
}

function findNearestGroups(products: readonly Float64Array[], left: ReadonlySet<number>): NearestGroups | undefined {
  let nearest: NearestGroups | undefined;
  for (const one of left)
    for (const other of left) {
      if (other <= one) continue;
      const lengths = Math.sqrt(products[one]![one]! * products[other]![other]!);
      // Opposite papers cancel out to a group without direction, which is like no other.
      const cosine = lengths > 0 ? products[one]![other]! / lengths : 0;
      if (!nearest || cosine > nearest.cosine) nearest = { one, other, cosine };
    }
  return nearest;
}

function mergeProducts(products: readonly Float64Array[], one: number, other: number): void {
  for (const row of products) row[one] = row[one]! + row[other]!;
  for (let place = 0; place < products.length; place += 1)
    products[one]![place] = products[one]![place]! + products[other]![place]!;
}
