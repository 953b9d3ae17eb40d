import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseSync, Visitor, type VisitorObject } from "oxc-parser";
import { root, type SourceFile } from "./source-files.js";

/** One import, re-export, `import(…)` or `import("…").Type` of a file. */
export interface Import {
  readonly from: string;
  /** As written in the source. */
  readonly specifier: string;
  /** The file it resolves to, for a relative import. */
  readonly to: string | undefined;
  /** Removed by compilation. */
  readonly typeOnly: boolean;
}

/** Walks the syntax tree, so that comments and strings do not count as code. */
export function visitSyntax({ path, text }: SourceFile, visitor: VisitorObject): void {
  new Visitor(visitor).visit(parse(path, text).program);
}

/** The texts of a file's comments. */
export function readComments({ path, text }: SourceFile): readonly string[] {
  return parse(path, text).comments.map(({ value }) => value);
}

export function readImports(file: SourceFile): readonly Import[] {
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean) =>
    found.push({ from: file.path, specifier, to: resolveSpecifier(file.path, specifier), typeOnly });
  const { module } = parse(file.path, file.text);
  for (const { moduleRequest, entries } of module.staticImports) {
    add(moduleRequest.value, entries.length > 0 && entries.every(({ isType }) => isType));
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) if (moduleRequest) add(moduleRequest.value, isType);
  }
  visitSyntax(file, {
    ImportExpression: ({ source }) => void add(source.type === "Literal" ? String(source.value) : "(computed)", false),
    TSImportType: ({ source }) => void add(source.value, true),
  });
  return found;
}

function parse(path: string, text: string) {
  const result = parseSync(path, text);
  if (result.errors.length > 0) throw new Error(`${path}: ${result.errors[0]?.message}`);
  return result;
}

/** Resolves `../errors.js` in `src/http/app.ts` to `src/errors.ts`, or to the `.tsx` file of that name if there is one. */
function resolveSpecifier(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const { pathname } = new URL(specifier, `file:///${from}`);
  const source = pathname.slice(1).replace(/\.js$/, ".ts");
  return existsSync(join(root, `${source}x`)) ? `${source}x` : source;
}
