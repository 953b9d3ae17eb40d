import type { RequestHandler } from "express";

/** How long the sender of a body that nobody reads may take to read the answer. */
const lingerMs = 5_000;

/** Ends connections whose request was answered before its body had arrived, such as one without a key. */
export const endUnreadBodies: RequestHandler = (request, response, next) => {
  response.once("finish", () => {
    if (!request.complete) setTimeout(() => request.complete || request.destroy(), lingerMs).unref();
  });
  next();
};
