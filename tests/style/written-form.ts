import type { SourceFile } from "./source-files.js";
import { readComments, visitSyntax } from "./syntax.js";

/** Checks of how files are written: a finding is a sentence that begins with the file. */

const longestFile = 250;

export function checkLength({ path, text }: SourceFile): readonly string[] {
  const lines = text.replace(/\n$/, "").split("\n").length;
  return lines <= longestFile ? [] : [`${path}: ${lines} lines, at most ${longestFile} are allowed`];
}

/** A name says what the file contains; these do not. */
const vague = /^(utils?|helpers?|common|misc|shared|types|constants)\./;
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|contract|config|d))?\.(tsx?|mjs|css|html|svg)$/;

export function checkName({ path }: SourceFile): readonly string[] {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (vague.test(name)) return [`${path}: name the file after what it does, not ${name}`];
  return kebabCase.test(name) ? [] : [`${path}: file names are kebab-case`];
}

export function checkTypes(file: SourceFile): readonly string[] {
  const found: string[] = [];
  visitSyntax(file, { TSAnyKeyword: () => void found.push(`${file.path}: no \`any\``) });
  return found;
}

const silencers = /@ts-(ignore|nocheck|expect-error)|(eslint|oxlint|biome)-(disable|ignore)|prettier-ignore|v8 ignore/;

export function checkComments(file: SourceFile): readonly string[] {
  return readComments(file)
    .filter((comment) => silencers.test(comment))
    .map((comment) => `${file.path}: no comment may switch a check off: ${comment.trim()}`);
}

const testFunctions = /^(it|test|describe)$/;

/** Tests that are singled out, postponed or retried hide failures. */
export function checkTestCalls(file: SourceFile): readonly string[] {
  const found: string[] = [];
  visitSyntax(file, {
    MemberExpression({ object, property }) {
      if (object.type !== "Identifier" || !testFunctions.test(object.name) || property.type !== "Identifier") return;
      if (/^(only|todo|fails)$/.test(property.name)) found.push(`${file.path}: no ${object.name}.${property.name}`);
    },
    Property({ key, value }) {
      if (key.type !== "Identifier" || key.name !== "retry") return;
      if (value.type === "Literal" && value.value !== 0) found.push(`${file.path}: no retries of a test`);
    },
  });
  return found;
}

const assertion = /\b(expect|until|waitFor|assert)\w*[(<.]/;

/** A test that expects nothing and waits for nothing fails only by accident. */
export function checkAssertions(file: SourceFile): readonly string[] {
  const found: string[] = [];
  visitSyntax(file, {
    CallExpression({ callee, arguments: given }) {
      if (!/^(it|test)\b/.test(file.text.slice(callee.start, callee.end))) return;
      const body = given.find(({ type }) => type === "ArrowFunctionExpression" || type === "FunctionExpression");
      if (!body || assertion.test(file.text.slice(body.start, body.end))) return;
      const [title] = given;
      found.push(`${file.path}: the test ${file.text.slice(title?.start, title?.end)} asserts nothing`);
    },
  });
  return found;
}
