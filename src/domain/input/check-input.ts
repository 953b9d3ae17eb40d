import { z } from "zod";
import { AppError, type ErrorDetail } from "../../errors.js";
import { noTitle } from "../paper/paper.js";
import { describeSchema, describeValue, isRepeated, type WrittenSchema } from "./describe-schema.js";
import { findNearestName } from "./nearest-name.js";

/** What the entries of the input are called: parameters of an address, or fields of an object. */
export type EntryKind = "parameter" | "field";

export type CheckedInput<Data> = { readonly data: Data } | { readonly details: readonly ErrorDetail[] };

/** Parses input. If it is wrong, says in sentences what is wrong where. */
export function checkInput<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  kind: EntryKind = "field",
): CheckedInput<z.output<Schema>> {
  const unknown: UnknownEntries = new Map();
  const parsed = schema.safeParse(value, { error: (issue) => describeIssue(issue, kind, unknown) });
  if (parsed.success) return { data: parsed.data };
  return { details: parsed.error.issues.flatMap((issue) => explainIssue(issue, { kind, unknown, at: [] })) };
}

/** The same, but throws `bad_input`. `what` begins its message, such as "The paper is not valid: ". */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  { kind = "field", what = "" }: { readonly kind?: EntryKind; readonly what?: string } = {},
): z.output<Schema> {
  const checked = checkInput(schema, value, kind);
  if ("data" in checked) return checked.data;
  const sentence = `${what}${joinDetails(checked.details)}`;
  throw new AppError("bad_input", sentence.endsWith("?") ? sentence : `${sentence}.`, { details: checked.details });
}

/** The first details as one sentence. */
export function joinDetails(details: readonly ErrorDetail[]): string {
  const more = details.length - maxJoined;
  const first = details.slice(0, maxJoined).map(({ message }) => message);
  return [...first, ...(more > 0 ? [`${more} more`] : [])].join("; ");
}

const maxJoined = 5;

/** The schemas of the objects that have unknown entries, by the list of their names in the issue. */
type UnknownEntries = Map<readonly string[], WrittenSchema>;

/** What a value must be, as the rest of a sentence that begins with its name. */
function describeIssue(issue: z.core.$ZodRawIssue, kind: EntryKind, unknown: UnknownEntries): string | undefined {
  const written = writeSchema(issue.schema ?? issue.inst);
  if (!written) return undefined;
  if (issue.code === "unrecognized_keys") unknown.set(issue.keys, written);
  if (issue.input === undefined) return "is missing";
  if (kind === "parameter" && isRepeated(issue.input, written))
    return `must be given once, not ${issue.input.length} times`;
  return `must be ${describeSchema(written)}, not ${describeValue(issue.input)}`;
}

const written = new WeakMap<object, WrittenSchema>();

/** The schema as JSON Schema. Written once, because thousands of records may fail for the same reason. */
function writeSchema(schema: unknown): WrittenSchema | undefined {
  if (!(schema instanceof z.core.$ZodType)) return undefined;
  const known =
    written.get(schema) ?? (z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as WrittenSchema);
  written.set(schema, known);
  return known;
}

interface Explaining {
  readonly kind: EntryKind;
  readonly unknown: UnknownEntries;
  /** The path of the value that the issue's own path starts from. */
  readonly at: readonly PropertyKey[];
}

function explainIssue(issue: z.core.$ZodIssue, explaining: Explaining): ErrorDetail[] {
  const { kind, unknown } = explaining;
  const at = [...explaining.at, ...issue.path];
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((name) => explainUnknown([...at, name], kind, unknown.get(issue.keys)));
  if (issue.code === "invalid_key") return issue.issues.flatMap((one) => explainIssue(one, { ...explaining, at }));
  const nearest = issue.code === "invalid_union" ? pickNearest(issue.errors) : undefined;
  if (nearest) return nearest.flatMap((one) => explainIssue(one, { ...explaining, at }));
  const path = joinPath(at);
  const name = path === "" ? { parameter: "the query", field: "the body" }[kind] : path;
  return [{ path, message: wholeSentences.has(issue.message) ? issue.message : `${name} ${issue.message}` }];
}

/** Messages that need no name before them. */
const wholeSentences: ReadonlySet<string> = new Set([noTitle]);

function explainUnknown(at: readonly PropertyKey[], kind: EntryKind, owner: WrittenSchema = {}): ErrorDetail {
  const { properties = {} } = owner;
  const path = joinPath(at);
  const nearest = findNearestName(String(at.at(-1)), properties);
  const known = Object.keys(properties).join(", ");
  const expected = known === "" ? `expected no ${kind}s` : `expected ${known}`;
  const hint = nearest === undefined ? expected : `did you mean '${joinPath([...at.slice(0, -1), nearest])}'?`;
  return { path, message: `there is no ${kind} '${path.slice(0, maxNameShown)}'; ${hint}` };
}

const maxNameShown = 100;

function joinPath(path: readonly PropertyKey[]): string {
  return path.map(String).join(".");
}

/** The alternative whose kind of value was given, if there is only one: that with the fewest issues. */
function pickNearest(alternatives: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  const [first] = alternatives
    .filter(
      (issues) =>
        issues.length > 0 && issues.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys"),
    )
    .toSorted((one, other) => countEntries(one) - countEntries(other));
  return first;
}

function countEntries(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === "unrecognized_keys" ? issue.keys.length : 1), 0);
}
