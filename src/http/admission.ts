import type { RequestHandler } from "express";
import type { Operation } from "../operations/operation.js";
import { limitInFlight } from "./middleware/limit-in-flight.js";
import { readBody } from "./middleware/read-body.js";
import { hasOtherBody } from "./mount-operations.js";

export interface Admission {
  /** What the requests of an operation pass before its handler. */
  toOperation(operation: Operation): readonly RequestHandler[];
  readonly toMcp: readonly RequestHandler[];
}

/**
 * Max concurrent requests; at a few milliseconds each, more would only wait. Event streams and uploads last as long as
 * their jobs or their senders take, and do little, so they have separate limits. One client has at most half of the places,
 * and of uploads, which are read 16 at a time, eight.
 */
const maxInFlight = {
  requests: { together: 256, fromOne: 128, what: "requests" },
  streams: { together: 1_000, fromOne: 500, what: "event streams" },
  uploads: { together: 64, fromOne: 8, what: "uploads" },
} as const;

/** A JSON body of the default limit, 16 MiB, at 1.2 Mbit/s. */
const bodySeconds = 120;
/** Clients send an empty object where nothing is expected. */
const emptyBodyBytes = 1_024;

/** Limits requests in progress and their bodies. A request has a place once it works, not while its body arrives. */
export function createAdmission(bodyLimitBytes: number): Admission {
  const requests = limitInFlight(maxInFlight.requests);
  const streams = limitInFlight(maxInFlight.streams);
  const uploads = limitInFlight(maxInFlight.uploads);
  const readSome = readBody({ bytes: bodyLimitBytes, seconds: bodySeconds });
  const readNothing = readBody({ bytes: emptyBodyBytes, seconds: bodySeconds });
  return {
    toOperation(operation) {
      const { scope, body, event } = operation;
      if (scope === "open") return [];
      const limit: RequestHandler = (request, response, next) =>
        (hasOtherBody(operation, request) ? uploads : requests)(request, response, next);
      return [body ? readSome : readNothing, event ? streams : limit];
    },
    toMcp: [readSome, requests],
  };
}
