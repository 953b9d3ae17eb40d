import { deliveredOperations } from "./desk/delivered.js";
import { deskOperations } from "./desk/desk.js";
import { collectionFileOperations } from "./desk/collection-files.js";
import { duplicateOperations } from "./duplicates.js";
import type { AnswerOf, RequestOf } from "./exchange.js";
import { exportOperations } from "./export.js";
import { jobOperations } from "./jobs.js";
import { mapOperations } from "./map.js";
import { modelOperations } from "./models.js";
import { paperOperations } from "./papers.js";
import { searchOperations } from "./search.js";
import { serviceOperations } from "./service.js";
import { sessionOperations } from "./session.js";
import { similarOperations } from "./similar.js";

/**
 * Every operation of the API, by name. Routes, OpenAPI and its documentation, the client's types, the remote library of
 * the command line and the schemas of the MCP tools follow from this list.
 */
export const operations = {
  ...searchOperations,
  ...similarOperations,
  ...paperOperations,
  ...exportOperations,
  ...duplicateOperations,
  ...mapOperations,
  ...deskOperations,
  ...deliveredOperations,
  ...collectionFileOperations,
  ...jobOperations,
  ...modelOperations,
  ...sessionOperations,
  ...serviceOperations,
};

export type { AnswerOf, RequestOf } from "./exchange.js";

export type Operations = typeof operations;
export type OperationName = keyof Operations;

/** Operations that answer in JSON, by address, such as `GET /v1/papers/{id}`: what a caller sends and receives. */
export type Calls = {
  readonly [Name in Exclude<OperationName, StreamName> as AddressOf<Operations[Name]>]: {
    readonly request: RequestOf<Operations[Name]>;
    readonly answer: AnswerOf<Operations[Name]>;
  };
};

/** Operations that answer with a stream or a text, by address: what a caller sends. */
export type Streams = {
  readonly [Name in StreamName as AddressOf<Operations[Name]>]: RequestOf<Operations[Name]>;
};

type StreamName = {
  [Name in OperationName]: Operations[Name] extends { readonly answerType: string } ? Name : never;
}[OperationName];

type AddressOf<Op> = Op extends {
  readonly method: infer Method extends string;
  readonly path: infer Path extends string;
}
  ? `${Uppercase<Method>} ${Path}`
  : never;
