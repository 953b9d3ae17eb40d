import type { RequestHandler } from "express";
import { AppError } from "../../errors.js";

/** Refuses with `overloaded` while `max` requests are in progress. `what` names their kind. */
export function limitInFlight(max: number, what: string): RequestHandler {
  let inFlight = 0;
  return (_request, response, next) => {
    if (inFlight >= max)
      throw new AppError("overloaded", `${max} ${what} are in progress, which is the limit. Try again in a second.`);
    inFlight += 1;
    response.once("close", () => {
      inFlight -= 1;
    });
    next();
  };
}
