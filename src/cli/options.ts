import { type Command, InvalidArgumentError, Option } from "commander";
import type { z } from "zod";
import { parseInput } from "../domain/input/check-input.js";
import { type Filter, filterSchema } from "../domain/search/filter.js";
import { heldFields } from "../domain/search/held-fields.js";
import { queryLimits } from "../domain/search/request.js";

/** Filters and the limit, as options of several commands. */
export interface FilterOptions {
  readonly limit: number;
  readonly year?: readonly number[];
  readonly yearFrom?: number;
  readonly yearTo?: number;
  readonly venue?: readonly string[];
  readonly category?: readonly string[];
  readonly author?: readonly string[];
  readonly dateFrom?: string;
  readonly dateTo?: string;
  readonly has?: readonly string[];
  readonly missing?: readonly string[];
  readonly tag?: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
  readonly retracted?: boolean;
}

const parseYear = parseWholeNumber(1000, 3000);

export function addFilterOptions(command: Command): Command {
  const limited = command.option(
    "-n, --limit <number>",
    `papers to show, at most ${queryLimits.limit}`,
    parseWholeNumber(1, queryLimits.limit),
    10,
  );
  return addPaperFilters(limited);
}

export function addPaperFilters(command: Command): Command {
  return command
    .option("--year <year>", "only from this year; repeat it for more years", collect(parseYear))
    .option("--year-from <year>", "only from this year or later", parseYear)
    .option("--year-to <year>", "only from this year or earlier", parseYear)
    .option("--date-from <date>", "only from this day, month or year or later: 2024, 2024-03 or 2024-03-31")
    .option("--date-to <date>", "only from this day, month or year or earlier")
    .option("--venue <name>", "only from this venue; may be repeated", collect(String))
    .option("--category <name>", "only in this category; may be repeated", collect(String))
    .option("--author <name>", "only by this author, full name; may be repeated", collect(String))
    .option("--has <fields>", `only papers with these: ${heldFields.join(", ")}`, collectNames)
    .option("--missing <fields>", "only papers with none of these, by the same names", collectNames)
    .option("--tag <tag>", "only with this tag; may be repeated", collect(String))
    .option("--extra <name=value>", "only with this value of an own field; may be repeated", collectPairs)
    .option("--retracted", "only retracted papers")
    .option("--no-retracted", "no retracted papers");
}

/** Throws `bad_input`. */
export function readFilter({ tag, ...options }: Omit<FilterOptions, "limit">): Filter {
  const filters = Object.entries(options).filter(([name]) => Object.hasOwn(filterSchema.shape, name));
  return parseInput(
    filterSchema,
    { ...Object.fromEntries(filters), ...(tag && { tags: tag }) },
    { what: "The filter is wrong: " },
  );
}

/** Throws `bad_input` with the invalid fields. */
export function parseRequest<T extends z.ZodType>(schema: T, request: z.input<T>): z.output<T> {
  return parseInput(schema, request);
}

/** An argument parser for commander, which reports its errors with the option's name. */
export function parseWholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isInteger(value) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
  };
}

/** An argument parser for commander, of a number from 0 to 1. */
export function parseShare(text: string): number {
  const share = text.trim() === "" ? Number.NaN : Number(text);
  if (share >= 0 && share <= 1) return share;
  throw new InvalidArgumentError("Expected a number from 0 to 1.");
}

/** Collects the values of an option that may be repeated. */
export function collect<T>(
  parse: (text: string) => T,
): (text: string, before: readonly T[] | undefined) => readonly T[] {
  return (text, before = []) => [...before, parse(text)];
}

/** Collects names separated by commas, of an option that may also be repeated. */
function collectNames(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(",").map((name) => name.trim())];
}

/** Collects `name=value`; several values of one name are a list. */
function collectPairs(
  text: string,
  before: Readonly<Record<string, readonly string[]>> = {},
): Readonly<Record<string, readonly string[]>> {
  const [, name, value] = (/^([^=]+)=(.+)$/s.exec(text) ?? []).map((part) => part.trim());
  if (!name || !value) throw new InvalidArgumentError("Expected a name and a value: stage=done.");
  return { ...before, [name]: [...(before[name] ?? []), value] };
}

/** Options of every command, accepted before and after the command's name. */
export function addGlobalOptions(program: Command): Command {
  return program
    .option("--data-dir <folder>", "data folder (default: DATA_DIR)")
    .addOption(
      new Option("--url <address>", "use a running server instead of opening the data folder").argParser(parseAddress),
    )
    .option("--api-key <key>", "key of that server (default: the first of API_KEYS)")
    .option("--model <model>", "embedding model (default: MODEL, else that of the data folder)")
    .option("--json", "print one JSON document on stdout, and errors as JSON on stderr")
    .option("--debug", "log what happens and show the stack of errors");
}

function parseAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && (url.protocol === "http:" || url.protocol === "https:")) return text.replace(/(?<!\/)\/+$/, "");
  throw new InvalidArgumentError("Expected an address such as http://127.0.0.1:3000.");
}
