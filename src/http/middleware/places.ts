import type { Request } from "express";
import { AppError } from "../../errors.js";
import { nameClient } from "../client-address.js";

export interface PlaceLimits {
  /** Max number of taken places. */
  readonly together: number;
  /** Max number of places that one client takes, so that others always find one. */
  readonly fromOne: number;
  /** What takes a place, and what it does there, such as `uploads` that `are in progress`. */
  readonly what: string;
  readonly does: string;
}

export interface Places {
  /**
   * Takes a place for the client of a request; returns a function to call once, to leave it. Throws `overloaded` when all
   * are taken, and `too_many` when its client has its share.
   */
  enter(request: Request): () => void;
}

export function createPlaces({ together, fromOne, what, does }: PlaceLimits): Places {
  const counts = new Map<string, number>();
  let taken = 0;
  return {
    enter(request) {
      const client = nameClient(request);
      const count = counts.get(client) ?? 0;
      if (count >= fromOne)
        throw new AppError(
          "too_many",
          `${fromOne} ${what} from your address ${does}, which is the limit for one address. Try again in a second.`,
        );
      if (taken >= together)
        throw new AppError("overloaded", `${together} ${what} ${does}, which is the limit. Try again in a second.`);
      counts.set(client, count + 1);
      taken += 1;
      return () => {
        taken -= 1;
        const left = (counts.get(client) ?? 1) - 1;
        if (left > 0) counts.set(client, left);
        else counts.delete(client);
      };
    },
  };
}
