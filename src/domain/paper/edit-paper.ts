import { AppError } from "../../errors.js";
import { patchExtra } from "./extra.js";
import { canonicalizeId, parseDoi } from "./id.js";
import { parseInput } from "../input/check-input.js";
import { type Paper, paperInputSchema, type ParsedPaper } from "./paper.js";

/**
 * Checks a paper that replaces the stored one, or that is stored under this id. Unlike in an import, nothing is cut or
 * left out. Throws `bad_input` that names each field.
 */
export function parseReplacement(id: string, input: unknown): ParsedPaper {
  const fields = readFields(input);
  if (id.trim() === "") refuse("id", "the id is blank");
  refuseOtherId(id, fields["id"]);
  return parseFields({ ...fields, id });
}

/** The same for a paper that is not stored yet: under a DOI, it has no other. */
export function parseNew(id: string, input: unknown): ParsedPaper {
  const paper = parseReplacement(id, input);
  const named = id.startsWith("doi:") ? parseDoi(id) : undefined;
  if (named !== undefined && paper.doi && paper.doi !== named) refuse("doi", `expected ${named}, as in the id`);
  return paper;
}

/**
 * Applies a JSON merge patch (RFC 7396) to a paper: a field of the patch replaces that of the paper, `null` removes it,
 * and lists are replaced whole. Throws `bad_input` that names each field.
 */
export function patchFields(paper: Paper, patch: unknown): ParsedPaper {
  const fields = readFields(patch);
  if (fields["title"] === null) refuse("title", "a paper needs a title: it can be changed, but not removed");
  if ("id" in fields) refuseOtherId(paper.id, fields["id"]);
  const extra = "extra" in fields && { extra: patchExtra(paper.extra, fields["extra"]) };
  const patched = Object.entries({ ...dropDependent(paper, fields), ...fields, ...extra, id: paper.id });
  return parseFields(Object.fromEntries(patched.filter(([, value]) => value !== null)));
}

/** Parts of names belong to their authors, and a year and its date to each other: a patch of one replaces the other. */
function dropDependent(paper: Paper, patch: Fields): Partial<Paper> {
  const { authors, authorNames, year, date, ...rest } = paper;
  const dropsAuthors = !("authors" in patch) && Array.isArray(patch["authorNames"]);
  const dropsYear = !("year" in patch) && typeof patch["date"] === "string";
  const dropsDate = "year" in patch && !date?.startsWith(String(patch["year"]));
  return {
    ...rest,
    ...(!dropsAuthors && { authors }),
    ...(authorNames && !("authors" in patch) && { authorNames }),
    ...(year !== undefined && !dropsYear && { year }),
    ...(date !== undefined && !dropsDate && { date }),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** Unlike in an import, an unknown field is an error. */
const editedSchema = paperInputSchema.strict();

function readFields(input: unknown): Fields {
  if (typeof input !== "object" || input === null || Array.isArray(input))
    throw new AppError("bad_input", "Expected an object with the fields of a paper.");
  return input as Fields;
}

function refuseOtherId(id: string, given: unknown): void {
  if (given === undefined || given === id || (typeof given === "string" && canonicalizeId(given) === id)) return;
  refuse("id", `the id cannot change: expected ${id}`);
}

function refuse(path: string, message: string): never {
  throw new AppError("bad_input", `The paper is not valid: ${path}: ${message}.`, { details: [{ path, message }] });
}

function parseFields(fields: Fields): ParsedPaper {
  return parseInput(editedSchema, fields, { what: "The paper is not valid: " });
}
