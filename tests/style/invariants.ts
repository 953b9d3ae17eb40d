import type { SourceFile } from "./source-files.js";
import { readImports, visitSyntax } from "./syntax.js";

/** Checks the invariants at the start of ARCHITECTURE.md: a finding is a sentence that begins with the file. */

/** Exceptions to a rule, with reasons. */
interface Exception {
  readonly files: RegExp;
  readonly because: string;
}

export const exceptions = {
  environment: [{ files: /^src\/config\.ts$/, because: "it is the one place that reads the environment" }],
  statuses: [
    { files: /^src\/http\//, because: "HTTP is its subject" },
    { files: /^src\/cli\/([^/]+\/)*remote[^/]*\.ts$/, because: "it is a client of our own HTTP API" },
    { files: /^models\//, because: "it is a client of the hub, and reads the statuses of answers" },
    {
      files: /^src\/adapters\/opensearch\//,
      because: "it is a client of OpenSearch, and reads the statuses of answers",
    },
  ],
  output: [
    { files: /^src\/terminal\//, because: "every program prints through it" },
    { files: /^src\/cli\/main\.ts$/, because: "it hands stdout to MCP, which speaks over it" },
    { files: /^src\/adapters\/pino\//, because: "it is the logger" },
  ],
} satisfies Record<string, readonly Exception[]>;

/** Only config.ts reads `process.env`. */
export function checkEnvironment(file: SourceFile): readonly string[] {
  if (isExcepted(file, exceptions.environment)) return [];
  return findMembers(file, /^process\.env$/).map(() => `${file.path}: only src/config.ts reads process.env`);
}

/** The domain has no I/O. Hashing is pure computation. */
export function checkDomainImports(file: SourceFile): readonly string[] {
  const isIo = (specifier: string) => specifier.startsWith("node:") && specifier !== "node:crypto";
  return readImports(file)
    .filter(({ specifier }) => isIo(specifier))
    .map(({ specifier }) => `${file.path}: the domain does no I/O, so it may not import ${specifier}`);
}

/** The domain receives the time as an argument; it reads no clock. */
export function checkClock(file: SourceFile): readonly string[] {
  const found = [...findMembers(file, /^(Date\.now|performance\.now|process\.(hrtime|uptime))$/)];
  visitSyntax(file, {
    NewExpression({ callee, arguments: given }) {
      if (callee.type === "Identifier" && callee.name === "Date" && given.length === 0) found.push("new Date()");
    },
  });
  return found.map((clock) => `${file.path}: the domain reads no clock, so no ${clock}`);
}

/** Only http/ knows status codes. */
export function checkStatuses(file: SourceFile): readonly string[] {
  if (isExcepted(file, exceptions.statuses)) return [];
  const found = findMembers(file, /\.statusCode$/);
  visitSyntax(file, {
    CallExpression({ callee }) {
      const name = callee.type === "MemberExpression" ? describeMember(callee) : "";
      if (/\.(status|sendStatus)$/.test(name)) found.push(name);
    },
  });
  return found.map((name) => `${file.path}: only src/http/ knows status codes, so no ${name}`);
}

/** Only terminal/ and the logger write to stdout; checking whether it is a terminal is allowed. */
export function checkOutput(file: SourceFile): readonly string[] {
  if (isExcepted(file, exceptions.output)) return [];
  const looks: Span[] = [];
  visitSyntax(file, {
    MemberExpression({ object, property }) {
      if (property.type === "Identifier" && /^(isTTY|columns)$/.test(property.name)) looks.push(object);
    },
  });
  return locateMembers(file, /^(console\.\w+|process\.stdout)$/)
    .filter(({ start }) => !looks.some((look) => look.start <= start && start < look.end))
    .map(({ name }) => `${file.path}: only src/terminal/ and the logger write to stdout, so no ${name}`);
}

/** compose/ contains no rules: an error and its message belong where the rule is. */
export function checkWiring(file: SourceFile): readonly string[] {
  const found: string[] = [];
  visitSyntax(file, {
    NewExpression({ callee }) {
      const name = describeNode(callee);
      if (name.endsWith("Error"))
        found.push(`${file.path}: compose/ only wires, so no ${name} and no message of its own`);
    },
  });
  return found;
}

/** Errors are recognised by class, code or details: messages are for people, and change. */
export function checkErrorMessages(file: SourceFile): readonly string[] {
  const found: string[] = [];
  visitSyntax(file, {
    CallExpression({ callee, arguments: given }) {
      if (callee.type !== "MemberExpression" || !searching.test(describeNode(callee.property))) return;
      if ([callee.object, ...given].some(isMessage)) found.push(`${describeNode(callee.property)}()`);
    },
    BinaryExpression({ operator, left, right }) {
      const sides = [left, right];
      if (/^[!=]==?$/.test(operator) && sides.some(isMessage) && sides.some(({ type }) => type === "Literal"))
        found.push(operator);
    },
  });
  return found.map((what) => `${file.path}: no error is recognised by its message, so no ${what} on one`);
}

const searching = /^(test|exec|includes|startsWith|endsWith|match|search|indexOf)$/;

function isMessage(node: unknown): boolean {
  const { type, callee } = node as { readonly type?: string; readonly callee?: unknown };
  return describeNode(type === "CallExpression" ? callee : node).match(/\.message$|^describeError$/) !== null;
}

function isExcepted({ path }: SourceFile, list: readonly Exception[]): boolean {
  return list.some(({ files }) => files.test(path));
}

function findMembers(file: SourceFile, matching: RegExp): string[] {
  return locateMembers(file, matching).map(({ name }) => name);
}

/** Member expressions by dotted name; `process["env"]` and `const { env } = process` count as `process.env`. */
function locateMembers(file: SourceFile, matching: RegExp): { readonly name: string; readonly start: number }[] {
  const found: { readonly name: string; readonly start: number }[] = [];
  const add = (name: string, { start }: Span) => void (matching.test(name) && found.push({ name, start }));
  visitSyntax(file, {
    MemberExpression: (node) => add(describeMember(node), node),
    VariableDeclarator({ id, init }) {
      if (id.type !== "ObjectPattern" || init?.type !== "Identifier") return;
      for (const property of id.properties) {
        if (property.type === "Property") add(`${init.name}.${describeNode(property.key)}`, property);
      }
    },
  });
  return found;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface MemberNode {
  readonly object: unknown;
  readonly property: unknown;
}

function describeMember({ object, property }: MemberNode): string {
  return `${describeNode(object)}.${describeNode(property)}`;
}

function describeNode(node: unknown): string {
  const { type, name, value, object, property } = node as Record<string, unknown>;
  if (type === "Identifier") return String(name);
  if (type === "Literal") return String(value);
  return type === "MemberExpression" ? describeMember({ object, property }) : "…";
}
