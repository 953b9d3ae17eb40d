import type { RequestHandler } from "express";
import { createPlaces, type PlaceLimits } from "./places.js";

/** Refuses requests while all places are taken, or those of their client. */
export function limitInFlight(limits: Omit<PlaceLimits, "does">): RequestHandler {
  const places = createPlaces({ ...limits, does: "are in progress" });
  return (request, response, next) => {
    response.once("close", places.enter(request));
    next();
  };
}
