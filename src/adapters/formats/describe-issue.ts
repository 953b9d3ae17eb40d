import type { z } from "zod";
import { describeValue } from "../../domain/input/describe-schema.js";

/** What is wrong with a value of another program's JSON, and what it was expected to be. */
export function describeForeignIssue(record: unknown, { issues: [issue] }: z.ZodError): string {
  if (!issue) return "the entry has an unknown form";
  const { path } = issue;
  const value = path.reduce<unknown>(
    (within, name) => (within as Readonly<Record<PropertyKey, unknown>> | undefined)?.[name],
    record,
  );
  const what = path.length === 0 ? "the entry" : path.map(String).join(".");
  // What the format says itself.
  if (issue.code === "custom") return path.length === 0 ? issue.message : `${what}: ${issue.message}`;
  const expected = "expected" in issue ? expectations[String(issue.expected)] : undefined;
  return `${what} is ${describeValue(value)}${expected === undefined ? "" : `: expected ${expected}`}`;
}

const expectations: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};
