import type { Camera, Frame } from "./camera.js";
import { assignColours, formatRgb, type MapColours, readColours, type Rgb } from "./colours.js";
import type { MapData } from "../data.js";
import { paintDots } from "./dots.js";
import { chooseLabels, drawLabels, type Label } from "./labels.js";

/** What the map shows. */
export interface Scene {
  readonly camera: Camera;
  readonly frame: Frame;
  /** Highlighted rows, best first. */
  readonly highlighted: readonly number[];
  /** Whether the other papers are dimmed. */
  readonly dimmed: boolean;
  readonly selected: number | undefined;
}

export interface MapPainter {
  draw(scene: Scene): void;
  /** Call when the theme has changed. */
  readTheme(): void;
  /** The colour of one of the broadest topics, by its index. */
  colourOf(group: number): Rgb;
}

/** The maximum that can be drawn 60 times a second: a larger screen gets a lower resolution. */
const maxPixels = 3_000_000;

export function createMapPainter(canvas: HTMLCanvasElement, data: MapData): MapPainter {
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) throw new Error("this browser does not support canvas");
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

/** Labels are chosen again when the scale has changed. */
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

/** Resizes the canvas to its frame; returns the number of device pixels per CSS pixel. */
function fitPixels(canvas: HTMLCanvasElement, { width, height }: Frame): number {
  const ratio = Math.min(devicePixelRatio, Math.sqrt(maxPixels / (width * height)));
  const [columns, lines] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== lines) canvas.height = lines;
  return ratio;
}

/** Dots are larger where there are few papers, and when zoomed in. */
function chooseStyle({ count }: MapData, scale: number, dimmed: boolean) {
  /** The distance between papers in pixels if they were spread evenly. */
  const spacing = scale / Math.sqrt(count);
  const radius = Math.min(6, Math.max(0.45, 0.48 * spacing ** 0.48));
  return { radius, opacity: dimmed ? 0.45 : Math.min(0.9, 0.55 + 0.02 * spacing), fade: dimmed ? 0.62 : 0 };
}

function mix([red, green, blue]: Rgb, other: Rgb, share: number): Rgb {
  const blend = (value: number, target: number) => Math.round(value + (target - value) * share);
  return [blend(red, other[0]), blend(green, other[1]), blend(blue, other[2])];
}

/** Highlights the papers found, the best on top, and draws a ring around the selected one. */
function drawMarks(
  context: CanvasRenderingContext2D,
  { x, y }: MapData,
  { camera, highlighted, selected, colours, radius }: Scene & { colours: MapColours; radius: number },
): void {
  const trace = (row: number, size: number) => {
    context.beginPath();
    const [left, top] = [(x[row] ?? 0) * camera.scale + camera.left, (y[row] ?? 0) * camera.scale + camera.top];
    context.arc(left, top, size, 0, 2 * Math.PI);
  };
  for (let rank = highlighted.length - 1; rank >= 0; rank -= 1) {
    trace(highlighted[rank] ?? 0, radius + 3);
    context.fillStyle = formatRgb(colours.highlight);
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = formatRgb(colours.ground);
    context.stroke();
  }
  if (selected === undefined) return;
  trace(selected, radius + 5);
  context.lineWidth = 2;
  context.strokeStyle = formatRgb(colours.ink);
  context.stroke();
}
