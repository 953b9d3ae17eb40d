import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The path of a file of the package, from the sources and from dist alike: a compiled file is one folder deeper. */
export function findPackageFile(path: string): string {
  return fileURLToPath(new URL(import.meta.url.endsWith(".ts") ? `../${path}` : `../../${path}`, import.meta.url));
}

export function readVersion(): string {
  return readPackage().version;
}

/** The oldest Node.js that package.json allows in `engines`, which has the form `>=20.19`. */
export function readOldestNodeVersion(): string {
  return readPackage().engines.node.replace(/^>=/, "");
}

function readPackage() {
  const text = readFileSync(findPackageFile("package.json"), "utf8");
  return JSON.parse(text) as { readonly version: string; readonly engines: { readonly node: string } };
}
