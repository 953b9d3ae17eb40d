import type { Camera } from "./camera.js";
import type { Rgb } from "./colours.js";
import type { MapData } from "../data.js";
import { tones } from "../tones.js";

/** The pixels of a canvas, each as a number of four bytes. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly words: Uint32Array;
}

export interface DotStyle {
  readonly ground: Rgb;
  /** By the broadest topic. */
  readonly colours: readonly Rgb[];
  /** The same for papers that are drawn faintly. */
  readonly faint: readonly Rgb[];
  /** 0 to 1. */
  readonly opacity: number;
  /** In device pixels. */
  readonly radius: number;
}

/**
 * Draws a dot for every paper directly into pixels, which takes a few milliseconds for a hundred thousand papers; one call
 * of the canvas for each would take ten times as long.
 *
 * @param camera in device pixels
 */
export function paintDots(
  pixels: Pixels,
  data: MapData,
  look: { readonly camera: Camera; readonly style: DotStyle; readonly toneOf: Uint8Array },
): void {
  const { camera, style, toneOf } = look;
  const { width, height, words } = pixels;
  words.fill(packColour(style.ground));
  const stamps = makeStamps(style.radius, style.opacity, width);
  const palettes = [[], style.faint.map(packColour), style.colours.map(packColour)];
  const reach = Math.ceil(style.radius) + 1;
  const { x, y, groupOf, count } = data;
  for (let row = 0; row < count; row += 1) {
    const tone = toneOf[row]!;
    if (tone === tones.hidden) continue;
    const left = x[row]! * camera.scale + camera.left;
    const top = y[row]! * camera.scale + camera.top;
    if (left < reach || top < reach || left >= width - reach || top >= height - reach) continue;
    const column = left | 0;
    const line = top | 0;
    const stamp = stamps[(((top - line) * phases) | 0) * phases + (((left - column) * phases) | 0)]!;
    blendStamp(words, stamp, { at: line * width + column, colour: palettes[tone]![groupOf[row]!] ?? 0 });
  }
}

/** A disc at one of the subpixel positions: the share of each pixel that it covers, in 256ths. */
interface Stamp {
  readonly offsets: Int32Array;
  readonly shares: Int32Array;
}

/** Subpixel positions on each axis: without them, dots jitter while the map moves. */
const phases = 4;

function makeStamps(radius: number, opacity: number, width: number): readonly Stamp[] {
  const reach = Math.ceil(radius) + 1;
  return Array.from({ length: phases * phases }, (_, phase) => {
    const middleX = ((phase % phases) + 0.5) / phases;
    const middleY = (Math.floor(phase / phases) + 0.5) / phases;
    const offsets: number[] = [];
    const shares: number[] = [];
    for (let line = -reach; line <= reach; line += 1) {
      for (let column = -reach; column <= reach; column += 1) {
        const distance = Math.hypot(column + 0.5 - middleX, line + 0.5 - middleY);
        const share = Math.round(256 * opacity * Math.min(1, Math.max(0, radius + 0.5 - distance)));
        if (share === 0) continue;
        offsets.push(line * width + column);
        shares.push(share);
      }
    }
    return { offsets: Int32Array.from(offsets), shares: Int32Array.from(shares) };
  });
}

/** Red and blue are blended in one multiplication, because they are 16 bits apart. */
function blendStamp(
  words: Uint32Array,
  { offsets, shares }: Stamp,
  { at, colour }: { readonly at: number; readonly colour: number },
): void {
  const redBlue = colour & 0xff00ff;
  const green = colour & 0xff00;
  for (let index = 0; index < offsets.length; index += 1) {
    const share = shares[index]!;
    const rest = 256 - share;
    const pixel = at + offsets[index]!;
    const below = words[pixel]!;
    const mixed = (Math.imul(below & 0xff00ff, rest) + Math.imul(redBlue, share)) >>> 8;
    const mixedGreen = (Math.imul(below & 0xff00, rest) + Math.imul(green, share)) >>> 8;
    words[pixel] = 0xff000000 | (mixed & 0xff00ff) | (mixedGreen & 0xff00);
  }
}

/** The byte order of a canvas on a little-endian machine: alpha, blue, green, red. */
function packColour([red, green, blue]: Rgb): number {
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}
