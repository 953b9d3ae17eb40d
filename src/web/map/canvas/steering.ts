import { blendCameras, type Camera } from "./camera.js";

/** Moves the camera, at once or in an animated flight. */
export interface Steering {
  readonly camera: Camera;
  /** Moves there at once, and ends a flight. */
  readonly steer: (to: Camera) => void;
  /** Flies there in half a second, or moves at once where the reader prefers reduced motion. */
  readonly fly: (to: Camera) => void;
  /** Adapts the camera to another frame; a flight goes on to its adapted goal. */
  readonly adapt: (change: (camera: Camera) => Camera) => void;
}

const flightMs = 450;

export function createSteering(start: Camera, onMoved: () => void): Steering {
  let camera = start;
  let flight = 0;
  let route: { readonly from: Camera; readonly to: Camera } = { from: start, to: start };
  const show = (next: Camera) => {
    camera = next;
    onMoved();
  };
  return {
    get camera() {
      return camera;
    },
    steer(to) {
      flight += 1;
      show(to);
    },
    fly(to) {
      flight += 1;
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) return show(to);
      route = { from: camera, to };
      const [number, startMs] = [flight, performance.now()];
      const step = () => {
        if (number !== flight) return;
        const share = Math.min(1, (performance.now() - startMs) / flightMs);
        show(share === 1 ? route.to : blendCameras(route.from, route.to, share * share * (3 - 2 * share)));
        if (share < 1) requestAnimationFrame(step);
      };
      step();
    },
    adapt(change) {
      route = { from: change(route.from), to: change(route.to) };
      show(change(camera));
    },
  };
}
