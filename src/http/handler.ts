import type { Request, Response } from "express";
import type { z } from "zod";
import type { DirectReads } from "../operations/direct-reads.js";
import type { AnswerOf, Operations } from "../operations/index.js";
import type { Services } from "../services/services.js";

/**
 * A handler for each operation of a list. Its result is sent as JSON; it returns `undefined` if it has responded
 * itself.
 */
export type Handlers<List = Operations> = {
  readonly [Name in keyof List]: (input: HandlerInput<List[Name]>) => Promise<ReadonlyAnswer<AnswerOf<List[Name]>>>;
};

/** The handlers of a list without its direct reads, which `handlers/reads.ts` handles. */
export type OwnHandlers<List> = Handlers<Omit<List, keyof DirectReads<Services>>>;

/** Services return read-only lists, but the types of the schemas are mutable. */
type ReadonlyAnswer<Answer> = { readonly [Field in keyof Answer]: Readonly<Answer[Field]> } | undefined | void;

interface HandlerInput<Operation> {
  readonly params: ParsedPart<Operation, "params">;
  readonly query: ParsedPart<Operation, "query">;
  readonly body: ParsedPart<Operation, "body">;
  /** Whose collections, follows and other things it is about. */
  readonly reader: string;
  readonly request: Request;
  readonly response: Response;
  /** Aborts when the client disconnects before it has the answer. */
  readonly signal: AbortSignal;
}

type ParsedPart<Operation, Part extends string> = Operation extends {
  readonly [Key in Part]: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : undefined;
