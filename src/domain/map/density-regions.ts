/** Regions of a map: the points of a region all lead uphill to the same peak of the point density. */
export interface Regions {
  /** Region of each point. */
  readonly regionOf: Uint16Array;
  /** The peak of each region, in the units of the points. */
  readonly peaks: readonly Peak[];
}

export interface Peak {
  readonly x: number;
  readonly y: number;
}

/** Points of a map as two columns of coordinates from 0 to `side`. */
export interface Points {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly side: number;
}

const cells = 256;

export interface RegionLimits {
  readonly maxRegions: number;
  /** Minimum number of points of a region; smaller ones join the nearest. */
  readonly minPoints: number;
}

/**
 * Divides points by the peaks of their density: on a grid of 256 × 256 cells, blurred, each cell leads to its densest
 * neighbour, up to a peak (mode seeking; Koontz, Narendra and Fukunaga 1976). The blur is the narrowest of a geometric
 * series that yields at most `maxRegions` peaks with most points in large regions, so the same limits work for ten
 * papers and for a million.
 */
export function findRegions(points: Points, { maxRegions, minPoints }: RegionLimits): Regions {
  const counts = countCells(points);
  for (let width = narrowestBlur; ; width *= blurStep) {
    const peakOf = climb(blur(counts, width));
    const found = countPeaks(peakOf, counts);
    const peakCells = keepLarge(found, minPoints);
    const covered = peakCells.reduce((sum, cell) => sum + (found.get(cell) ?? 0), 0);
    const fits = peakCells.length <= maxRegions && covered >= minShareInRegions * points.x.length;
    if (!fits && width < cells) continue;
    const peaks = peakCells.map((cell) => toPeak(cell, points.side));
    const numbers = new Map(peakCells.map((cell, number) => [cell, number]));
    for (const cell of found.keys()) {
      if (!numbers.has(cell)) numbers.set(cell, findNearest(peaks, toPeak(cell, points.side)));
    }
    const regionOf = Uint16Array.from(
      { length: points.x.length },
      (_, point) => numbers.get(peakOf[cellOf(points, point)] ?? 0) ?? 0,
    );
    return { regionOf, peaks };
  }
}

/** With a smaller share of points in large regions, the blur is too narrow. */
const minShareInRegions = 0.8;
/** In cells. */
const narrowestBlur = 0.7;
const blurStep = 1.12;

function cellOf({ x, y, side }: Points, point: number): number {
  const column = Math.min(cells - 1, Math.floor(((x[point] ?? 0) / side) * cells));
  const row = Math.min(cells - 1, Math.floor(((y[point] ?? 0) / side) * cells));
  return row * cells + column;
}

function countCells(points: Points): Float64Array {
  const counts = new Float64Array(cells * cells);
  for (let point = 0; point < points.x.length; point += 1) counts[cellOf(points, point)]! += 1;
  return counts;
}

/** Three passes of a box filter along each axis approximate a Gaussian of this standard deviation (Wells 1986). */
function blur(counts: Float64Array, deviation: number): Float64Array {
  let density = counts;
  const reach = (Math.sqrt(1 + 4 * deviation * deviation) - 1) / 2;
  for (let pass = 0; pass < 3; pass += 1) {
    density = blurAlong(density, { reach, step: 1, across: cells });
    density = blurAlong(density, { reach, step: cells, across: 1 });
  }
  return density;
}

interface Axis {
  /** Cells to either side; the outermost ones are weighted by the fraction. */
  readonly reach: number;
  /** Index distance from a cell to the next on a line, and from a line to the next. */
  readonly step: number;
  readonly across: number;
}

/** Uses a running sum, so that the time does not grow with the width. */
function blurAlong(values: Float64Array, { reach, step, across }: Axis): Float64Array {
  const blurred = new Float64Array(values.length);
  const whole = Math.floor(reach);
  const fraction = reach - whole;
  for (let line = 0; line < cells; line += 1) {
    const at = (place: number) => (place < 0 || place >= cells ? 0 : (values[line * across + place * step] ?? 0));
    let sum = 0;
    for (let place = 0; place <= whole; place += 1) sum += at(place);
    for (let place = 0; place < cells; place += 1) {
      const edges = at(place - whole - 1) + at(place + whole + 1);
      blurred[line * across + place * step] = (sum + fraction * edges) / (2 * reach + 1);
      sum += at(place + whole + 1) - at(place - whole);
    }
  }
  return blurred;
}

/**
 * The peak that each cell leads to. The first of equal neighbours counts as the denser one, so a plateau leads to one
 * peak.
 */
function climb(density: Float64Array): Int32Array {
  const next = Int32Array.from(density, (_, cell) => findDensest(density, cell));
  const peakOf = new Int32Array(density.length).fill(-1);
  for (let start = 0; start < density.length; start += 1) {
    let cell = start;
    while (peakOf[cell] === -1 && next[cell] !== cell) cell = next[cell] ?? cell;
    const peak = peakOf[cell] === -1 ? cell : (peakOf[cell] ?? cell);
    for (let walked = start; peakOf[walked] === -1; walked = next[walked] ?? walked) peakOf[walked] = peak;
  }
  return peakOf;
}

function findDensest(density: Float64Array, cell: number): number {
  const row = Math.floor(cell / cells);
  const column = cell % cells;
  let best = cell;
  for (let y = Math.max(0, row - 1); y <= Math.min(cells - 1, row + 1); y += 1) {
    for (let x = Math.max(0, column - 1); x <= Math.min(cells - 1, column + 1); x += 1) {
      const other = y * cells + x;
      const more = (density[other] ?? 0) - (density[best] ?? 0);
      if (more > 0 || (more === 0 && other < best)) best = other;
    }
  }
  return best;
}

/** The cells of the peaks, with the number of points that lead to each. */
function countPeaks(peakOf: Int32Array, counts: Float64Array): ReadonlyMap<number, number> {
  const peaks = new Map<number, number>();
  for (const [cell, count] of counts.entries()) {
    const peak = peakOf[cell] ?? cell;
    if (count > 0) peaks.set(peak, (peaks.get(peak) ?? 0) + count);
  }
  return peaks;
}

/** Largest first; the largest one is kept at any size. */
function keepLarge(peaks: ReadonlyMap<number, number>, minPoints: number): readonly number[] {
  const sorted = [...peaks].sort(([cell, count], [other, otherCount]) => otherCount - count || cell - other);
  return sorted.filter(([, count], place) => place === 0 || count >= minPoints).map(([cell]) => cell);
}

function findNearest(peaks: readonly Peak[], { x, y }: Peak): number {
  const distances = peaks.map((peak) => Math.hypot(peak.x - x, peak.y - y));
  return distances.indexOf(Math.min(...distances));
}

function toPeak(cell: number, side: number): Peak {
  return { x: (((cell % cells) + 0.5) / cells) * side, y: ((Math.floor(cell / cells) + 0.5) / cells) * side };
}
