import type { DescribedOperation } from "../openapi/document.js";
import { exampleServer } from "./find-origin.js";

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly operation: DescribedOperation;
}

/** A shell command that sends a call's example with a body of one type. */
export function formatCurl({ method, path, operation }: Call, bodyType?: string): string {
  const body = bodyType === undefined ? undefined : operation.requestBody?.content[bodyType]?.example;
  const text = typeof body === "string" ? body.trimEnd() : JSON.stringify(body, undefined, 2);
  const flags = [
    ...(method === "get" ? [] : [`-X ${method.toUpperCase()}`]),
    ...(operation.responses["200"] && isStream(operation) ? ["-N"] : []),
  ];
  const lines = [
    ["curl", ...flags, quote(`${exampleServer}${fillAddress(path, operation)}`)].join(" "),
    ...(operation.security.length > 0 ? [`-H "Authorization: Bearer $PAPERKIN_KEY"`] : []),
    ...(text === undefined ? [] : [`-H ${quote(`Content-Type: ${bodyType}`)}`, `${flagOf(text)} ${quote(text)}`]),
  ];
  return lines.join(" \\\n  ");
}

/** What begins with `@`, as BibTeX does, would be the name of a file. */
function flagOf(text: string): string {
  return text.startsWith("@") ? "--data-raw" : "--data-binary";
}

function fillAddress(path: string, { parameters }: DescribedOperation): string {
  const given = parameters.filter(({ example }) => example !== undefined);
  const inPath = given.filter((parameter) => parameter.in === "path");
  const filled = inPath.reduce(
    (address, { name, example }) => address.replace(`{${name}}`, encodeURIComponent(String(example))),
    path,
  );
  const query = new URLSearchParams();
  for (const { name, example, in: place } of given) if (place === "query") query.append(name, String(example));
  return query.size > 0 ? `${filled}?${query.toString()}` : filled;
}

function isStream({ responses }: DescribedOperation): boolean {
  const answer = responses["200"];
  return answer !== undefined && "content" in answer && answer.content?.["text/event-stream"] !== undefined;
}

/** In single quotes the shell interprets nothing; a single quote itself must be escaped. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
