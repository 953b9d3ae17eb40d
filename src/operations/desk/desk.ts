import type { CallOptions } from "../../domain/concurrency/call-options.js";
import { collectionOperations } from "./collections.js";
import { entryOperations } from "./entries.js";
import { deliveryOperations } from "./delivery.js";
import { followOperations } from "./follows.js";
import { screeningOperations } from "./screening.js";
import { trendOperations } from "./trends.js";
import type { AnswerOf, RequestOf } from "../exchange.js";

/** The operations on what readers keep and follow, with answers in JSON: each is one function of the desk. */
export const deskOperations = {
  ...collectionOperations,
  ...entryOperations,
  ...screeningOperations,
  ...trendOperations,
  ...deliveryOperations,
  ...followOperations,
};

type DeskOperations = typeof deskOperations;
export type DeskName = keyof DeskOperations;

/** The desk as one reader calls it, here or on a server. */
export type DeskCalls = {
  readonly [Name in DeskName]: (
    request: RequestOf<DeskOperations[Name]>,
    options?: CallOptions,
  ) => Promise<AnswerOf<DeskOperations[Name]>>;
};
