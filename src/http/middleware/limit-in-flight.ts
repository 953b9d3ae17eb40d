import type { RequestHandler } from "express";
import { AppError } from "../../errors.js";

/** Refuses with `overloaded` once so many requests are in progress that a new one would only wait. `what` names their kind. */
export function limitInFlight(most: number, what: string): RequestHandler {
  let inFlight = 0;
  return (_request, response, next) => {
    if (inFlight >= most)
      throw new AppError("overloaded", `${most} ${what} are under way, which is the limit. Try again in a second.`);
    inFlight += 1;
    response.once("close", () => {
      inFlight -= 1;
    });
    next();
  };
}
