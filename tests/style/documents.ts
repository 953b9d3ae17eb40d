/** Checks documents against the names they mention: a finding is a sentence that begins with the document. */

export interface PackageFile {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** Each package has a row in a table of ARCHITECTURE.md with its name in the first cell and a reason in the last. */
export function checkDependencies(
  architecture: string,
  { dependencies, devDependencies }: PackageFile,
): readonly string[] {
  const rows = readTable(architecture);
  const explained = rows.filter((cells) => cells.length > 1 && cells.at(-1) !== "").map(([name = ""]) => name);
  return [...Object.keys(dependencies), ...Object.keys(devDependencies)]
    .filter((name) => !name.startsWith("@types/"))
    .filter((name) => !explained.some((cell) => cell.includes(`\`${name}\``)))
    .map((name) => `ARCHITECTURE.md: no row of a table says why ${name} is a dependency`);
}

/** The code map lists each port by its file name. */
export function checkPorts(architecture: string, paths: readonly string[]): readonly string[] {
  return paths
    .map((path) => path.slice(path.lastIndexOf("/") + 1).replace(/\.ts$/, ""))
    .filter((name) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(architecture))
    .map((name) => `ARCHITECTURE.md: the code map does not name the port ${name}`);
}

/** The table of benchmarks names each, and no other. `source` is the module that chooses one by its name. */
export function checkBenchmarks(page: string, source: string): readonly string[] {
  const records = [...source.matchAll(/Record<string, Bench>> = \{([^]*?)\n?\};/g)].map(([, body = ""]) => body);
  const named = records.flatMap((body) => [...body.matchAll(/(?:^ |\n {2}|, )"?([a-z][\w-]*)"?: /g)]);
  const names = named.map(([, name = ""]) => name);
  const rows = [...page.slice(page.indexOf("| name |")).matchAll(/^\| `([\w-]+)`/gm)].map(([, name = ""]) => name);
  return [
    ...names.filter((name) => !page.includes(`\`${name}\``)).map((name) => `docs/benchmarks.md does not name ${name}`),
    ...rows.filter((row) => !names.includes(row)).map((row) => `docs/benchmarks.md: there is no benchmark ${row}`),
  ];
}

const builtIn = /^(ci|install|i|exec|link|pack|root|help|uninstall|rebuild)$/;

/** Each npm script mentioned exists. */
export function checkScripts(name: string, text: string, { scripts }: PackageFile): readonly string[] {
  const runs = [...text.matchAll(/\bnpm (run )?(?:-+[\w-]+ )*([a-z][\w:-]*)/g)];
  return runs
    .filter(([, run, script = ""]) => scripts[script] === undefined && (run !== undefined || !builtIn.test(script)))
    .filter(([, run, script = ""]) => run !== undefined || /^(start|test|stop|restart)$/.test(script))
    .map(([command]) => `${name}: there is no \`${command}\``);
}

const topLevel = /^(src|workers|models|tests|scripts|samples|docs|dist|\.ci|\.github)\//;
/** Names that only files in the root have; `owner.json` can also be the data folder's. */
const rootFile =
  /^([A-Z]+\.md|(package|package-lock|tsconfig)[\w.-]*\.json|[\w-]+\.(yml|config\.ts)|Dockerfile|LICENSE)$/;
/** Created when the service runs, so a fresh checkout has none. */
const madeLater = /^(models\/cache|dist\/?$|data\/?$)/;

/** Each file named in backticks or in a code block exists. */
export function checkPaths(name: string, text: string, paths: readonly string[]): readonly string[] {
  const known = new Set(paths.flatMap((path) => [path, ...listFoldersOf(path)]));
  const quoted = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = ""]) => code.split(/\s+/));
  const commands = [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].flatMap(([, block = ""]) => block.split(/\s+/));
  const named = [...quoted, ...commands].filter((word) => topLevel.test(word) || rootFile.test(word));
  return [...new Set(named)]
    .map((word) => word.replace(/^\.\//, "").replace(/[,.;:)]+$/, ""))
    .filter((word) => !madeLater.test(word) && !known.has(toSource(word)))
    .map((word) => `${name}: there is no ${word}`);
}

function listFoldersOf(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** `dist/src/main.js` exists when `src/main.ts` does; for a pattern, its leading folder must exist. */
function toSource(word: string): string {
  const source = word.startsWith("dist/") ? word.slice("dist/".length).replace(/\.js$/, ".ts") : word;
  return source.replace(/\/[^/]*[*<{…].*$/, "").replace(/\/$/, "");
}

function readTable(text: string): readonly (readonly string[])[] {
  const lines = text.split("\n").filter((line) => line.trim().startsWith("|"));
  return lines.map((line) =>
    line
      .trim()
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("\\|", "|")),
  );
}
