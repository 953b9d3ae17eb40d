import type { z } from "zod";

/** `params` fill the path; `query` and `body` are as the schemas accept them. */
export type RequestOf<Op> = PartOf<Op, "params"> & PartOf<Op, "query"> & PartOf<Op, "body">;

/** One part of a request, optional if nothing in it is required. */
type PartOf<Op, Part extends string> = Op extends { readonly [Key in Part]: infer Schema extends z.ZodType }
  ? Record<never, never> extends z.input<Schema>
    ? { readonly [Key in Part]?: z.input<Schema> | undefined }
    : { readonly [Key in Part]: z.input<Schema> }
  : unknown;

/** What an operation answers in JSON; `undefined` for an answer without content. */
export type AnswerOf<Op> = Op extends { readonly answer: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : undefined;
