import type { Camera, Frame } from "./camera.js";
import { assignColours, formatRgb, type MapColours, readColours, type Rgb } from "./colours.js";
import type { MapData } from "../data.js";
import { paintDots } from "./dots.js";
import { chooseLabels, drawLabels, type Label } from "./labels.js";

/** What is to be seen on the map. */
export interface Scene {
  readonly camera: Camera;
  readonly frame: Frame;
  /** Rows that stand out, best first. */
  readonly lit: readonly number[];
  /** Whether the others step back. */
  readonly dimmed: boolean;
  readonly chosen: number | undefined;
}

export interface MapPainter {
  draw(scene: Scene): void;
  /** To be called when the theme has changed. */
  readTheme(): void;
  /** Colour of a broadest topic, by its place in the list. */
  colourOf(group: number): Rgb;
}

/** More pixels than these are not filled 60 times a second: a larger screen gets coarser ones. */
const mostPixels = 3_000_000;

export function createMapPainter(canvas: HTMLCanvasElement, data: MapData): MapPainter {
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) throw new Error("this browser has no canvas");
  const colourIndex = assignColours(data.topics);
  const findLabels = createLabelFinder(context, data);
  let colours = readColours();
  let image = context.createImageData(1, 1);
  const colourOf = (group: number) => colours.topics[colourIndex[group] ?? 0] ?? colours.soft;
  const paint = ({ camera, dimmed }: Scene, ratio: number) => {
    const { width, height } = canvas;
    if (image.width !== width || image.height !== height) image = context.createImageData(width, height);
    const { radius, opacity, fade } = chooseStyle(data, camera.scale, dimmed);
    paintDots({ width, height, words: new Uint32Array(image.data.buffer) }, data, {
      camera: { scale: camera.scale * ratio, left: camera.left * ratio, top: camera.top * ratio },
      style: {
        ground: colours.ground,
        colours: data.topics.map(({ group }) => mix(colourOf(group), colours.ground, fade)),
        opacity,
        radius: radius * ratio,
      },
    });
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.putImageData(image, 0, 0);
    return radius;
  };
  return {
    colourOf,
    readTheme() {
      colours = readColours();
    },
    draw(scene) {
      const ratio = fitPixels(canvas, scene.frame);
      const radius = paint(scene, ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const opacity = scene.dimmed ? 0.65 : 1;
      const { camera, frame } = scene;
      drawLabels(context, findLabels(camera), { camera, colours, opacity, width: frame.width });
      drawMarks(context, data, { ...scene, colours, radius });
    },
  };
}

/** Labels are chosen anew when the scale has changed. */
function createLabelFinder(context: CanvasRenderingContext2D, { topics }: MapData) {
  let labels: readonly Label[] = [];
  let labelledAt = Number.NaN;
  const measure = (text: string, font: string) => {
    context.font = font;
    return context.measureText(text).width;
  };
  return ({ scale }: Camera): readonly Label[] => {
    if (scale !== labelledAt) labels = chooseLabels(topics, scale, measure);
    labelledAt = scale;
    return labels;
  };
}

/** Gives the canvas the pixels of its frame; answers how many device pixels a CSS pixel has. */
function fitPixels(canvas: HTMLCanvasElement, { width, height }: Frame): number {
  const ratio = Math.min(devicePixelRatio, Math.sqrt(mostPixels / (width * height)));
  const [columns, lines] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== lines) canvas.height = lines;
  return ratio;
}

/** Few papers, and near ones, are larger dots. */
function chooseStyle({ count }: MapData, scale: number, dimmed: boolean) {
  /** Pixels from one paper to the next, were they spread evenly. */
  const spacing = scale / Math.sqrt(count);
  const radius = Math.min(6, Math.max(0.45, 0.48 * spacing ** 0.48));
  return { radius, opacity: dimmed ? 0.45 : Math.min(0.9, 0.55 + 0.02 * spacing), fade: dimmed ? 0.62 : 0 };
}

function mix([red, green, blue]: Rgb, other: Rgb, share: number): Rgb {
  const blend = (value: number, target: number) => Math.round(value + (target - value) * share);
  return [blend(red, other[0]), blend(green, other[1]), blend(blue, other[2])];
}

/** Papers found, the best on top, and a ring around the chosen one. */
function drawMarks(
  context: CanvasRenderingContext2D,
  { x, y }: MapData,
  { camera, lit, chosen, colours, radius }: Scene & { colours: MapColours; radius: number },
): void {
  const trace = (row: number, size: number) => {
    context.beginPath();
    const [left, top] = [(x[row] ?? 0) * camera.scale + camera.left, (y[row] ?? 0) * camera.scale + camera.top];
    context.arc(left, top, size, 0, 2 * Math.PI);
  };
  for (let rank = lit.length - 1; rank >= 0; rank -= 1) {
    trace(lit[rank] ?? 0, radius + 3);
    context.fillStyle = formatRgb(colours.lit);
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = formatRgb(colours.ground);
    context.stroke();
  }
  if (chosen === undefined) return;
  trace(chosen, radius + 5);
  context.lineWidth = 2;
  context.strokeStyle = formatRgb(colours.ink);
  context.stroke();
}
