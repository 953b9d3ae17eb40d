import { isUtf8 } from "node:buffer";
import express, { type Request, type RequestHandler } from "express";
import { isNestedTooDeep, maxJsonLevels } from "../../domain/text/json/parse-json.js";
import { AppError } from "../../errors.js";
import { mergePatchType } from "../../operations/operation.js";
import { createPlaces } from "./places.js";

export interface BodyLimits {
  /** Max size of a body after decompression. */
  readonly bytes: number;
  /** How long a body may take to arrive. */
  readonly seconds: number;
}

/** The types that are parsed here; bodies of other types are left to the handler. */
export const jsonTypes = ["application/json", mergePatchType];

/** Max number of bodies that are on their way, together and from one address: a slow sender leaves room for others. */
const arrivingLimits = { together: 256, fromOne: 64, what: "bodies", does: "are on their way" } as const;

/**
 * Reads JSON bodies. Only routes that take one use it, after the key was checked, and a request takes no place among
 * those in progress before its body has arrived. Throws `too_large`, `timed_out`, `overloaded`, `too_many` and
 * `bad_input`.
 */
export function readBody({ bytes, seconds }: BodyLimits): RequestHandler {
  const parse = express.json({
    limit: bytes,
    type: jsonTypes,
    verify: (...[, , body, encoding]) => requireUtf8(body, encoding),
  });
  const arriving = createPlaces(arrivingLimits);
  return (request, response, next) => {
    if (!hasBody(request)) return next();
    const leave = arriving.enter(request);
    let isOver = false;
    const end = (error?: unknown) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      leave();
      next(error);
    };
    const timer = setTimeout(() => {
      end(new AppError("timed_out", `The body did not arrive within ${seconds} seconds, which is the limit.`));
    }, seconds * 1000);
    parse(request, response, (error) => end(error ?? refuseDepth(request.body)));
  };
}

function hasBody({ headers }: Request): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** Express would replace broken bytes in silence, and the text would be stored so. */
function requireUtf8(body: Buffer, encoding: string): void {
  if (encoding === "utf-8" && !isUtf8(body)) throw new AppError("bad_input", "The body is not valid UTF-8.");
}

function refuseDepth(body: unknown): AppError | undefined {
  if (!isNestedTooDeep(body)) return undefined;
  return new AppError("bad_input", `The body is nested more than ${maxJsonLevels} levels deep.`);
}
