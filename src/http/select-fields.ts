import type { FieldSelection } from "../domain/paper/field-selection.js";

/** Leaves only these fields, and the id, in every paper of an answer, and in the highlights of its hits. */
export function selectFields(answer: unknown, selection: FieldSelection): unknown {
  const fields: ReadonlySet<string> = new Set(["id", ...selection]);
  const isPaper = typeof answer === "object" && answer !== null && "id" in answer && "title" in answer;
  return isPaper ? pick(answer, fields) : selectWithin(answer, fields);
}

function selectWithin(value: unknown, fields: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => selectWithin(item, fields));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      if (name === "paper" || name === "highlights") return [name, pick(part as object, fields)];
      if (name === "papers")
        return [
          name,
          (part as object[]).map((one) => ("paper" in one ? selectWithin(one, fields) : pick(one, fields))),
        ];
      return [name, lists.has(name) ? selectWithin(part, fields) : part];
    }),
  );
}

const lists: ReadonlySet<string> = new Set(["hits", "groups", "entries"]);

function pick(value: object, fields: ReadonlySet<string>): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => fields.has(name)));
}
