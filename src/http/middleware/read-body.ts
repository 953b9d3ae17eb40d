import { isUtf8 } from "node:buffer";
import express, { type Request, type RequestHandler } from "express";
import { isNestedTooDeep, maxJsonLevels } from "../../domain/text/json/parse-json.js";
import { AppError } from "../../errors.js";
import { mergePatchType } from "../../operations/operation.js";

export interface BodyLimits {
  /** Max size of a body after decompression. */
  readonly bytes: number;
  /** How long a body may take to arrive. */
  readonly seconds: number;
}

/** The types that are parsed here; bodies of other types are left to the handler. */
export const jsonTypes = ["application/json", mergePatchType];

/** Max number of bodies that are on their way, together and from one address: a slow sender leaves room for others. */
const maxArriving = { together: 256, fromOne: 64 } as const;

/**
 * Reads JSON bodies. Only routes that take one use it, after the key was checked, and a request takes no place among
 * those in progress before its body has arrived. Throws `too_large`, `timed_out`, `overloaded` and `bad_input`.
 */
export function readBody({ bytes, seconds }: BodyLimits): RequestHandler {
  const parse = express.json({
    limit: bytes,
    type: jsonTypes,
    verify: (...[, , body, encoding]) => requireUtf8(body, encoding),
  });
  const arriving = countByAddress();
  return (request, response, next) => {
    if (!hasBody(request)) return next();
    const leave = arriving.enter(request.socket.remoteAddress ?? "");
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

function refuse(what: string): AppError {
  return new AppError("overloaded", `${what} are on their way, which is the limit. Try again in a second.`);
}

function countByAddress() {
  const counts = new Map<string, number>();
  let together = 0;
  return {
    /** Returns a function to call once, when the body has arrived. */
    enter(address: string): () => void {
      const count = counts.get(address) ?? 0;
      if (count >= maxArriving.fromOne) throw refuse(`${count} bodies from this address`);
      if (together >= maxArriving.together) throw refuse(`${together} bodies`);
      counts.set(address, count + 1);
      together += 1;
      return () => {
        together -= 1;
        const left = (counts.get(address) ?? 1) - 1;
        if (left > 0) counts.set(address, left);
        else counts.delete(address);
      };
    },
  };
}
