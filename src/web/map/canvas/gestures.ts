/** What the reader does with the map; positions are CSS pixels from the corner of the canvas. */
export interface MapGestures {
  readonly onMove: (by: { readonly x: number; readonly y: number }) => void;
  readonly onZoom: (step: { readonly factor: number; readonly x: number; readonly y: number }) => void;
  readonly onWhole: () => void;
  /** The pointer is here; `undefined` when it has left. Returns whether there is something to pick. */
  readonly onHover: (place: Place | undefined) => boolean;
  readonly onPick: (place: Place, by: "mouse" | "touch") => void;
  /** A line is being drawn around an area. */
  readonly onLasso: (line: readonly Place[]) => void;
  /** The line is complete; `undefined` where it was given up. */
  readonly onLassoEnd: (line: readonly Place[] | undefined) => void;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Pixels that the pointer may move during a click. */
const maxClickMove = 5;
const keyStep = 80;
const keyFactor = 1.5;

/** Mouse, touch, pen and keyboard, until the signal. With the lasso, or with Shift, dragging draws a line. */
export function watchGestures(
  canvas: HTMLCanvasElement,
  gestures: MapGestures,
  signal: AbortSignal,
): { readonly setLasso: (isOn: boolean) => void } {
  let hasLasso = false;
  watchPointers(canvas, { ...gestures, isLasso: (event) => hasLasso || event.shiftKey }, signal);
  canvas.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      // Some browsers count lines or pages instead of pixels; a pinch on a touchpad arrives as a wheel event with Ctrl.
      const pixels = event.deltaY * [1, 30, 400][event.deltaMode]!;
      const factor = Math.exp(-Math.max(-400, Math.min(400, pixels)) * (event.ctrlKey ? 0.01 : 0.0018));
      gestures.onZoom({ factor, ...readPlace(canvas, event) });
    },
    { passive: false, signal },
  );
  canvas.addEventListener("keydown", (event) => pressKey(canvas, gestures, event), { signal });
  return {
    setLasso(isOn) {
      hasLasso = isOn;
      canvas.classList.toggle("lasso", isOn);
    },
  };
}

function pressKey(canvas: HTMLCanvasElement, gestures: MapGestures, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const move = keyMoves[event.key];
  const factor = keyFactors[event.key];
  const middle = { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 };
  if (move) gestures.onMove(move);
  else if (factor !== undefined) gestures.onZoom({ factor, ...middle });
  else if (event.key === "0") gestures.onWhole();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

const keyMoves: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: keyStep, y: 0 },
  ArrowRight: { x: -keyStep, y: 0 },
  ArrowUp: { x: 0, y: keyStep },
  ArrowDown: { x: 0, y: -keyStep },
};
const keyFactors: Readonly<Record<string, number>> = {
  "+": keyFactor,
  "=": keyFactor,
  "-": 1 / keyFactor,
  "−": 1 / keyFactor,
};

interface PointerGestures extends MapGestures {
  readonly isLasso: (event: PointerEvent) => boolean;
}

function watchPointers(canvas: HTMLCanvasElement, gestures: PointerGestures, signal: AbortSignal): void {
  const down = new Map<number, Place>();
  let travelled = 0;
  /** The line that is being drawn. */
  let line: Place[] | undefined;
  const press = (event: PointerEvent) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    // A second finger makes it a pinch, which is no click and no line.
    travelled = down.size === 0 ? 0 : maxClickMove + 1;
    if (line) gestures.onLassoEnd(undefined);
    line = down.size === 0 && gestures.isLasso(event) ? [readPlace(canvas, event)] : undefined;
    down.set(event.pointerId, readPlace(canvas, event));
    canvas.classList.add("held");
  };
  const move = (event: PointerEvent) => {
    const place = readPlace(canvas, event);
    const before = down.get(event.pointerId);
    if (!before) return void canvas.classList.toggle("over", gestures.onHover(place));
    travelled += Math.hypot(place.x - before.x, place.y - before.y);
    const [other] = [...down].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    down.set(event.pointerId, place);
    if (line) {
      line.push(place);
      return gestures.onLasso(line);
    }
    if (travelled <= maxClickMove) return;
    gestures.onHover(undefined);
    if (other) pinch(gestures, { other, before, place });
    else gestures.onMove({ x: place.x - before.x, y: place.y - before.y });
  };
  const release = (event: PointerEvent) => {
    if (!down.delete(event.pointerId)) return;
    if (down.size === 0) canvas.classList.remove("held");
    const isClick = event.type === "pointerup" && down.size === 0 && travelled <= maxClickMove;
    if (line) gestures.onLassoEnd(isClick || event.type !== "pointerup" ? undefined : line);
    line = undefined;
    if (isClick) gestures.onPick(readPlace(canvas, event), event.pointerType === "mouse" ? "mouse" : "touch");
  };
  const leave = (event: PointerEvent) => {
    if (event.pointerType === "mouse" && !down.has(event.pointerId)) gestures.onHover(undefined);
  };
  canvas.addEventListener("pointerdown", press, { signal });
  canvas.addEventListener("pointermove", move, { signal });
  canvas.addEventListener("pointerup", release, { signal });
  canvas.addEventListener("pointercancel", release, { signal });
  canvas.addEventListener("pointerleave", leave, { signal });
}

/** The map stays under both fingers: it scales with their distance and moves with the point between them. */
function pinch(
  { onMove, onZoom }: MapGestures,
  { other, before, place }: { readonly other: Place; readonly before: Place; readonly place: Place },
): void {
  const reach = (end: Place) => Math.max(1, Math.hypot(end.x - other.x, end.y - other.y));
  onMove({ x: (place.x - before.x) / 2, y: (place.y - before.y) / 2 });
  onZoom({ factor: reach(place) / reach(before), x: (place.x + other.x) / 2, y: (place.y + other.y) / 2 });
}

function readPlace(canvas: HTMLCanvasElement, event: MouseEvent): Place {
  const { left, top } = canvas.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}
