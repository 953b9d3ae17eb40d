import type { Request, Response } from "express";
import type { z } from "zod";
import type { AnswerOf, Operations } from "../operations/index.js";

/** The work of each operation of a list. What a handler returns is sent as JSON; `undefined` if it has answered itself. */
export type Handlers<List = Operations> = {
  readonly [Name in keyof List]: (input: HandlerInput<List[Name]>) => Promise<Given<AnswerOf<List[Name]>>>;
};

/** Services give lists that they keep, and the schemas' types do not say that they are only read. */
type Given<Answer> = { readonly [Field in keyof Answer]: Readonly<Answer[Field]> } | undefined | void;

interface HandlerInput<Operation> {
  readonly params: ParsedPart<Operation, "params">;
  readonly query: ParsedPart<Operation, "query">;
  readonly body: ParsedPart<Operation, "body">;
  readonly request: Request;
  readonly response: Response;
}

type ParsedPart<Operation, Part extends string> = Operation extends {
  readonly [Key in Part]: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : undefined;
