import { formatRgb, type MapColours } from "./colours.js";
import { formatFont, lineHeight, type PlacedLabel } from "./labels.js";

export interface LabelLook {
  readonly colours: MapColours;
  readonly opacity: number;
  /** The topic under the pointer, whose name is underlined, as a link is. */
  readonly pointed: number | undefined;
}

export function drawLabels(context: CanvasRenderingContext2D, labels: readonly PlacedLabel[], look: LabelLook): void {
  const { colours, opacity, pointed } = look;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 5;
  for (const { label, x, y: middle } of labels) {
    let y = middle - label.height / 2;
    for (const [row, { text, size, weight }] of label.lines.entries()) {
      context.font = formatFont(size, weight);
      context.strokeStyle = formatRgb(colours.ground, 0.9);
      context.strokeText(text, x, y);
      context.fillStyle = formatRgb(weight > 400 ? colours.ink : colours.soft, opacity);
      context.fillText(text, x, y);
      if (row === 0 && label.topic.index === pointed) {
        const width = context.measureText(text).width;
        context.fillRect(x - width / 2, y + size * 1.08, width, 1);
      }
      y += size * lineHeight;
    }
  }
}
