import type { CallOptions } from "../../domain/concurrency/call-options.js";

/**
 * What a reader asks of the desk. Each function of the desk is named like the operation that it carries out, and gets
 * the parts of the request as the schemas of that operation have parsed them.
 */
export type DeskCall<Parts = unknown> = CallOptions & Parts & { readonly reader: string };
