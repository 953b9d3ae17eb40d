import { parseInput } from "../domain/input/check-input.js";
import type { CallHere } from "../domain/page/render-page.js";
import type { FieldSelection } from "../domain/paper/field-selection.js";
import { AppError } from "../errors.js";
import { operations } from "../operations/index.js";
import type { OperationList } from "../operations/operation.js";
import type { Handlers } from "./handler.js";
import { describeProblem, toAppError } from "./problem.js";
import { selectFields } from "./select-fields.js";

/** Nobody can leave: a page is rendered for a second at most. */
const { signal } = new AbortController();

/**
 * Calls the operations that read, without a request over HTTP: the input is checked and answered as if it had come by
 * one. The caller has been admitted already.
 */
export function createCallHere(handlers: Handlers): CallHere {
  const list: OperationList = operations;
  const named = handlers as unknown as Readonly<Record<string, (input: object) => Promise<unknown>>>;
  const byAddress = new Map(
    Object.entries(list)
      .filter(([, { scope }]) => scope === "read")
      .map(([name, operation]) => [`${operation.method.toUpperCase()} ${operation.path}`, { name, operation }]),
  );
  return async (address, parts) => {
    const { name, operation } = byAddress.get(address) ?? {};
    const handle = name === undefined ? undefined : named[name];
    if (!operation || !handle) throw new AppError("internal", `A page cannot call ${address}.`);
    try {
      const params = operation.params && parseInput(operation.params, parts.params, { kind: "parameter" });
      const query = operation.query && parseInput(operation.query, parts.query ?? {}, { kind: "parameter" });
      const body = operation.body && parseInput(operation.body, parts.body);
      const answer = await handle({ params, query, body, reader: parts.reader, signal });
      const { fields } = (query ?? body ?? {}) as { readonly fields?: FieldSelection };
      return fields ? selectFields(answer, fields) : answer;
    } catch (thrown) {
      throw describeProblem(toAppError(thrown));
    }
  };
}
