import type { RequestHandler } from "express";
import { AppError } from "../../errors.js";

/** Answers at once with `overloaded` when so many requests are under way that a new one would only wait. `what` says of which kind. */
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
