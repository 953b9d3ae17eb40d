import type { Bounds } from "../data.js";

/** The visible part of the map: a point (x, y) of the map is at (x · scale + left, y · scale + top), in CSS pixels. */
export interface Camera {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** The part of the map that contains papers. */
  readonly bounds: Bounds;
}

/** Limits of the zoom; 1 shows the whole map. */
const maxZoom = 120;
const minZoom = 0.6;

/** Pixels left free around the whole map. */
const margin = 24;

/** The whole map, centred in the frame. */
export function fitCamera(frame: Frame): Camera {
  const { bounds } = frame;
  const width = frame.width - 2 * margin;
  const height = frame.height - 2 * margin;
  const across = width / Math.max(0.05, bounds.right - bounds.left);
  const down = height / Math.max(0.05, bounds.bottom - bounds.top);
  const middle = { x: (bounds.left + bounds.right) / 2, y: (bounds.top + bounds.bottom) / 2 };
  return centreScale(middle, Math.max(1, Math.min(across, down)), frame);
}

/** The zoom of the camera; 1 shows the whole map. */
export function readZoom(camera: Camera, frame: Frame): number {
  return camera.scale / fitCamera(frame).scale;
}

export interface ZoomStep {
  readonly factor: number;
  /** The point that stays where it is. */
  readonly x: number;
  readonly y: number;
}

export function zoomCamera(camera: Camera, { factor, x, y }: ZoomStep, frame: Frame): Camera {
  const whole = fitCamera(frame).scale;
  const scale = Math.min(maxZoom * whole, Math.max(minZoom * whole, camera.scale * factor));
  const grown = scale / camera.scale;
  return keepInSight({ scale, left: x - (x - camera.left) * grown, top: y - (y - camera.top) * grown }, frame);
}

export function moveCamera(camera: Camera, by: { readonly x: number; readonly y: number }, frame: Frame): Camera {
  return keepInSight({ ...camera, left: camera.left + by.x, top: camera.top + by.y }, frame);
}

/** The camera with this point in the middle. */
export function centreCamera(place: { x: number; y: number }, zoom: number, frame: Frame): Camera {
  return centreScale(place, fitCamera(frame).scale * zoom, frame);
}

function centreScale(place: { x: number; y: number }, scale: number, frame: Frame): Camera {
  const middle = findMiddle(frame);
  return { scale, left: middle.x - place.x * scale, top: middle.y - place.y * scale };
}

function findMiddle({ width, height }: Frame): { x: number; y: number } {
  return { x: width / 2, y: height / 2 };
}

/** Adapts the camera to a resized frame: a view of the whole map stays whole, any other view keeps its middle. */
export function refitCamera(camera: Camera, before: Frame, frame: Frame): Camera {
  if (frame.width === before.width && frame.height === before.height) return camera;
  const zoom = readZoom(camera, before);
  if (Math.abs(zoom - 1) < 0.02) return fitCamera(frame);
  const middle = findMiddle(before);
  const place = { x: (middle.x - camera.left) / camera.scale, y: (middle.y - camera.top) / camera.scale };
  return centreCamera(place, zoom, frame);
}

/** Interpolates between two cameras at constant zoom speed. */
export function blendCameras(from: Camera, to: Camera, share: number): Camera {
  const scale = from.scale * (to.scale / from.scale) ** share;
  const moved = to.scale === from.scale ? share : (scale - from.scale) / (to.scale - from.scale);
  const blend = (start: number, end: number) => start + (end - start) * moved;
  return { scale, left: blend(from.left, to.left), top: blend(from.top, to.top) };
}

/** Keeps the middle of the frame on the map, so that the map cannot be lost from sight. */
function keepInSight(camera: Camera, { width, height }: Frame): Camera {
  const clamp = (offset: number, size: number) => Math.min(size / 2, Math.max(size / 2 - camera.scale, offset));
  return { ...camera, left: clamp(camera.left, width), top: clamp(camera.top, height) };
}
