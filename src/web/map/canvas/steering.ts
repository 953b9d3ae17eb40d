import { blendCameras, type Camera } from "./camera.js";

/** Moves the camera, at once or in an animated flight. */
export interface Steering {
  readonly camera: Camera;
  /** Moves there at once, and ends a flight. */
  readonly steer: (to: Camera) => void;
  /** Flies there in half a second, or moves at once where the reader prefers reduced motion. */
  readonly fly: (to: Camera) => void;
}

const flightMs = 450;

export function createSteering(start: Camera, onMoved: () => void): Steering {
  let camera = start;
  let flight = 0;
  const show = (next: Camera) => {
    camera = next;
    onMoved();
  };
  return {
    get camera() {
      return camera;
    },
    steer(to) {
      // The first report of the size moves nothing, and must not end a flight that has begun.
      if (to !== camera) flight += 1;
      show(to);
    },
    fly(to) {
      flight += 1;
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) return show(to);
      const [number, from, startMs] = [flight, camera, performance.now()];
      const step = () => {
        if (number !== flight) return;
        const share = Math.min(1, (performance.now() - startMs) / flightMs);
        show(share === 1 ? to : blendCameras(from, to, share * share * (3 - 2 * share)));
        if (share < 1) requestAnimationFrame(step);
      };
      step();
    },
  };
}
