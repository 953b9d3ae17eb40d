import type { Camera, Frame } from "./camera.js";
import { assignColours, readColours, type Rgb } from "./colours.js";
import type { MapData } from "../data.js";
import type { MapPoint } from "../map-place.js";
import { paintDots } from "./dots.js";
import { drawLabels } from "./draw-labels.js";
import { findLabel, type PlacedLabel } from "./labels.js";
import { drawMarks, drawOutline, type Marks, markRadius } from "./marks.js";
import { type ChosenLabel, chooseLabels, type LitDots, placeLabels } from "./place-labels.js";

/** What the map shows. */
export interface Scene extends Marks {
  readonly camera: Camera;
  readonly frame: Frame;
  /** The tone of each paper. */
  readonly toneOf: Uint8Array;
  /** Whether all papers without a mark are dimmed. */
  readonly dimmed: boolean;
  /** The outline of an area, or of one that is being drawn; in units of the map. */
  readonly outline?: readonly MapPoint[] | undefined;
  /** The topic under the pointer. */
  readonly pointed?: number | undefined;
}

export interface MapPainter {
  draw(scene: Scene): void;
  /** Call when the theme has changed. */
  readTheme(): void;
  /** The colour of one of the broadest topics, by its index. */
  colourOf(group: number): Rgb;
  /** The topic whose name was drawn at a position of the canvas. */
  findTopic(at: MapPoint): number | undefined;
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
  let labels: readonly PlacedLabel[] = [];
  const colourOf = (group: number) => colours.topics[colourIndex[group] ?? 0] ?? colours.soft;
  const paint = ({ camera, dimmed, toneOf }: Scene, ratio: number) => {
    const { width, height } = canvas;
    if (image.width !== width || image.height !== height) image = context.createImageData(width, height);
    const { radius, opacity, fade } = chooseStyle(data, camera.scale, dimmed);
    const fadeBy = (share: number) => data.topics.map(({ group }) => mix(colourOf(group), colours.ground, share));
    paintDots({ width, height, words: new Uint32Array(image.data.buffer) }, data, {
      camera: { scale: camera.scale * ratio, left: camera.left * ratio, top: camera.top * ratio },
      style: { ground: colours.ground, colours: fadeBy(fade), faint: fadeBy(0.78), opacity, radius: radius * ratio },
      toneOf,
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
    findTopic: (at) => findLabel(labels, at)?.topic.index,
    draw(scene) {
      const ratio = fitPixels(canvas, scene.frame);
      const radius = paint(scene, ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const { camera, frame, outline, highlighted, pointed } = scene;
      if (outline) drawOutline(context, outline, { camera, colours });
      drawMarks(context, data, { ...scene, colours, radius });
      labels = findLabels({ camera, frame, highlighted, radius });
      drawLabels(context, labels, { colours, opacity: scene.dimmed ? 0.8 : 1, pointed });
    },
  };
}

interface LabelScene extends Pick<Scene, "camera" | "frame" | "highlighted"> {
  /** Of the dots. */
  readonly radius: number;
}

/** Labels are chosen again when the scale or the lit papers have changed. */
function createLabelFinder(context: CanvasRenderingContext2D, { topics, x, y }: MapData) {
  let chosen: readonly ChosenLabel[] = [];
  let lit: LitDots = { points: [], radius: 0 };
  let chosenAt = Number.NaN;
  let chosenFor: readonly number[] = [];
  const measure = (text: string, font: string) => {
    context.font = font;
    return context.measureText(text).width;
  };
  return ({ camera, frame, highlighted, radius }: LabelScene): readonly PlacedLabel[] => {
    const { scale } = camera;
    if (scale !== chosenAt || highlighted !== chosenFor) {
      lit = {
        points: highlighted.map((row) => ({ x: x[row] ?? 0, y: y[row] ?? 0 })),
        radius: markRadius(radius),
      };
      chosen = chooseLabels({ topics, scale, lit, measure });
    }
    [chosenAt, chosenFor] = [scale, highlighted];
    return placeLabels(chosen, { camera, width: frame.width, height: frame.height, lit });
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
