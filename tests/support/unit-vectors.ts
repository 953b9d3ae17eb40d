import { createRandom } from "./random.js";

/** Unit vectors in random directions, repeatable by seed. */
export function makeUnitVectors(count: number, dimensions: number, seed = 1): Float32Array[] {
  const next = createRandom(seed);
  return Array.from({ length: count }, () => {
    const values = Array.from({ length: dimensions }, () => drawNormal(next));
    const length = Math.hypot(...values);
    return Float32Array.from(values, (value) => value / length);
  });
}

/** Normally distributed components make every direction equally likely (Box and Muller 1958). */
function drawNormal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}
