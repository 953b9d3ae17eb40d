/** What part of the map is seen: a point (x, y) of the map is at (x · scale + left, y · scale + top), in CSS pixels. */
export interface Camera {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Pixels at the left, or at the bottom, that something lies over. */
  readonly coveredLeft: number;
  readonly coveredBottom: number;
}

/** How far one may come closer than the whole map, and how far off. */
const nearest = 120;
const farthest = 0.6;

/** The whole map in the middle of what is free of the frame. */
export function fitCamera(frame: Frame): Camera {
  const width = frame.width - frame.coveredLeft;
  const height = frame.height - frame.coveredBottom;
  const scale = Math.max(1, Math.min(width, height * 1.15));
  return { scale, left: frame.coveredLeft + (width - scale) / 2, top: (height - scale) / 2 };
}

/** How close the camera is; 1 shows the whole map. */
export function readZoom(camera: Camera, frame: Frame): number {
  return camera.scale / fitCamera(frame).scale;
}

export interface ZoomStep {
  readonly factor: number;
  /** What stays where it is. */
  readonly x: number;
  readonly y: number;
}

export function zoomCamera(camera: Camera, { factor, x, y }: ZoomStep, frame: Frame): Camera {
  const whole = fitCamera(frame).scale;
  const scale = Math.min(nearest * whole, Math.max(farthest * whole, camera.scale * factor));
  const grown = scale / camera.scale;
  return keepInSight({ scale, left: x - (x - camera.left) * grown, top: y - (y - camera.top) * grown }, frame);
}

export function moveCamera(camera: Camera, by: { readonly x: number; readonly y: number }, frame: Frame): Camera {
  return keepInSight({ ...camera, left: camera.left + by.x, top: camera.top + by.y }, frame);
}

/** The camera that has this place in the middle. */
export function centreCamera(place: { x: number; y: number }, zoom: number, frame: Frame): Camera {
  const scale = fitCamera(frame).scale * zoom;
  const middleX = (frame.coveredLeft + frame.width) / 2;
  const middleY = (frame.height - frame.coveredBottom) / 2;
  return { scale, left: middleX - place.x * scale, top: middleY - place.y * scale };
}

/** The camera for a frame that has another size now: the whole map stays whole, and the middle of a part stays there. */
export function refitCamera(camera: Camera, before: Frame, frame: Frame): Camera {
  const zoom = readZoom(camera, before);
  if (Math.abs(zoom - 1) < 0.02) return fitCamera(frame);
  const middleX = (before.coveredLeft + before.width) / 2;
  const middleY = (before.height - before.coveredBottom) / 2;
  const middle = { x: (middleX - camera.left) / camera.scale, y: (middleY - camera.top) / camera.scale };
  return centreCamera(middle, zoom, frame);
}

/** Between two cameras, at even speed of zooming. */
export function blendCameras(from: Camera, to: Camera, share: number): Camera {
  const scale = from.scale * (to.scale / from.scale) ** share;
  const moved = to.scale === from.scale ? share : (scale - from.scale) / (to.scale - from.scale);
  const blend = (start: number, end: number) => start + (end - start) * moved;
  return { scale, left: blend(from.left, to.left), top: blend(from.top, to.top) };
}

/** The middle of the frame never leaves the map, so nobody gets lost. */
function keepInSight(camera: Camera, { width, height }: Frame): Camera {
  const clamp = (offset: number, size: number) => Math.min(size / 2, Math.max(size / 2 - camera.scale, offset));
  return { ...camera, left: clamp(camera.left, width), top: clamp(camera.top, height) };
}
