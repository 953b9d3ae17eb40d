import { join } from "node:path";
import { analyse } from "scslre";
import { root, type SourceFile } from "./source-files.js";
import { visitSyntax } from "./syntax.js";

/** A regular expression of a file. */
export interface Pattern {
  readonly path: string;
  readonly source: string;
  readonly flags: string;
}

/** The literals of a file, and what it passes to `new RegExp` as text; what is filled in counts as the letter x. */
export function readPatterns(file: SourceFile): readonly Pattern[] {
  const found: Pattern[] = [];
  const add = (source: string, flags: string) => found.push({ path: file.path, source, flags });
  visitSyntax(file, {
    Literal(node) {
      if ("regex" in node && node.regex) add(node.regex.pattern, node.regex.flags);
    },
    NewExpression({ callee, arguments: [source, flags] }) {
      if (callee.type !== "Identifier" || callee.name !== "RegExp") return;
      const text = source && readText(source as TextNode);
      if (text !== undefined) add(text, (flags && readText(flags as TextNode)) ?? "");
    },
  });
  return found;
}

interface TextNode {
  readonly type: string;
  readonly value?: unknown;
  readonly quasi?: TextNode;
  readonly tag?: { readonly property?: { readonly name?: string } };
  readonly quasis?: readonly { readonly value: { readonly raw: string; readonly cooked: string | null } }[];
}

function readText(node: TextNode, isRaw = false): string | undefined {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : undefined;
  if (node.type === "TaggedTemplateExpression" && node.tag?.property?.name === "raw" && node.quasi)
    return readText(node.quasi, true);
  return node.quasis?.map(({ value }) => (isRaw ? value.raw : (value.cooked ?? value.raw))).join("x");
}

/** The patterns that the code of files builds with `new RegExp` while it is loaded, with all that is filled in. */
export async function recordPatterns(files: readonly SourceFile[]): Promise<readonly Pattern[]> {
  const found: Pattern[] = [];
  const plain = globalThis.RegExp;
  globalThis.RegExp = new Proxy(plain, {
    construct(target, given: [string | RegExp, string?]) {
      const built = new target(...given);
      const [, , caller = ""] = (new Error("for its stack").stack ?? "").split("\n");
      const path = /\/((?:src|workers)\/[^?:()]+)/.exec(caller)?.[1];
      if (path !== undefined) found.push({ path, source: built.source, flags: built.flags });
      return built;
    },
  });
  try {
    for (const { path } of files) await import(join(root, path));
  } finally {
    globalThis.RegExp = plain;
  }
  return found;
}

/** Why the time of a pattern grows faster than its input, if it does: with many of which character, and how. */
export function findSlowness({ source, flags }: Pattern): string | undefined {
  const { reports } = analyse({ source, flags }, { reportTypes: { Move: true, Self: true, Trade: true } });
  const [worst] = reports.toSorted((one, other) => Number(other.exponential) - Number(one.exponential));
  return worst && `${worst.exponential ? "exponential" : "quadratic"} with many of ${worst.character.literal.source}`;
}
