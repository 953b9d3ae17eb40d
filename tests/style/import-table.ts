import type { Import } from "./syntax.js";

/** One row of the import table: the files it covers and what they may import. */
export interface Row {
  readonly name: string;
  readonly files: RegExp;
  readonly may: readonly Permission[];
  /** Files of one row may import each other, unless each file, or each folder, is isolated. */
  readonly alone?: "file" | "folder";
  /** The reason why a file may import by a computed name, which the table cannot check. */
  readonly computes?: string;
}

export interface Permission {
  readonly files: RegExp;
  readonly typesOnly?: true;
  /** The reason for a permission beyond the design's own table. */
  readonly because?: string;
}

const core: Permission = { files: /^src\/(domain\/|errors\.ts$)/ };
const ports: Permission = { files: /^src\/ports\// };
const services: Permission = { files: /^src\/services\// };
const client: Permission = { files: /^src\/client\/index\.ts$/, because: "a server is asked in one way" };
const operations: Permission = {
  files: /^src\/operations\//,
  because: "what the API offers is said once",
};
const config: Permission = { files: /^src\/(config|package-files)\.ts$/ };
const compose: Permission = { files: /^src\/compose\// };
const terminal: Permission = { files: /^src\/terminal\//, because: "every program prints through it" };
const adapters: Permission = { files: /^src\/adapters\// };
const sharedAdapterFiles: Permission = {
  files: /^src\/adapters\/[^/]+\.ts$/,
  because: "several adapters need them",
};
const models: Permission = { files: /^models\/[^/]+\.ts$/, because: "the model store is an adapter beside its data" };
const workers: Permission = { files: /^workers\/[^/]+-worker\.ts$/, because: "a worker is what gets started" };
const entries: Permission = {
  files: /^src\/(http|mcp|cli)\//,
  because: "a main file imports what it starts",
};

/** The first matching row applies. */
export const importTable: readonly Row[] = [
  { name: "errors", files: /^src\/errors\.ts$/, may: [] },
  { name: "domain", files: /^src\/domain\//, may: [core] },
  { name: "ports", files: /^src\/ports\//, may: [core, ports] },
  { name: "services", files: /^src\/services\//, may: [core, { ...ports, typesOnly: true }] },
  {
    name: "shared adapter files",
    files: /^src\/adapters\/[^/]+\.ts$/,
    may: [core, ports],
  },
  {
    name: "eld",
    files: /^src\/adapters\/eld\//,
    may: [core, ports],
    computes: "the package does not export its detector without its tables",
  },
  {
    name: "sqlite",
    files: /^src\/adapters\/sqlite\//,
    may: [core, ports, sharedAdapterFiles, { files: /^src\/adapters\/columns\//, because: "it fills the columns" }],
  },
  {
    name: "backup",
    files: /^src\/adapters\/backup\//,
    may: [
      core,
      ports,
      sharedAdapterFiles,
      {
        files: /^src\/adapters\/sqlite\/(open-database|schema|data-folder\/lock|desk\/settle-restored)\.ts$/,
        because: "it copies the store's file, takes the lock of the folder, and settles what a copy must not send",
      },
    ],
  },
  {
    name: "map files",
    files: /^src\/adapters\/map-files\//,
    may: [
      core,
      ports,
      sharedAdapterFiles,
      {
        files: /^src\/adapters\/sqlite\/paper\/paper-labels\.ts$/,
        because: "its thread reads every title, which would block the event loop elsewhere",
      },
    ],
  },
  {
    name: "adapters",
    files: /^src\/adapters\/[^/]+\//,
    alone: "folder",
    may: [core, ports, sharedAdapterFiles],
  },
  { name: "models", files: /^models\//, may: [core, ports] },
  {
    name: "web",
    files: /^src\/web\//,
    may: [
      { files: /^src\/domain\//, typesOnly: true, because: "the page is a program of its own, for browsers" },
      { files: /^src\/client\//, because: "the page is a client, and loads only the calls that it makes" },
      {
        files: /^src\/domain\/(citation\/|export\/format\.ts$)/,
        because: "it is pure, imports no library, and entries are the same everywhere",
      },
      {
        files: /^src\/domain\/records\/describe-changes\.ts$/,
        because: "changes are described in one way; it is pure",
      },
      {
        files: /^src\/domain\/map\/(polygon|topics-within)\.ts$/,
        because: "the papers of an area are the same on the page; they are pure",
      },
      {
        files: /^src\/domain\/follows\/(?:follow-kind|follow-limits|describe-compared)\.ts$/,
        because: "which follows are ranked, and what a dry run compared, are one rule; they are pure",
      },
      { files: /^src\/domain\/page\/site-places\.ts$/, because: "every header has the same links; it is pure" },
      { files: /^src\/domain\/screening\/tell-left\.ts$/, because: "an estimate is told in one way; it is pure" },
      { files: /^src\/domain\/trends\/name-span\.ts$/, because: "spans of time have one name; it is pure" },
      { files: /^src\/domain\/jobs\/job-state\.ts$/, because: "it is pure, and the client's own" },
      {
        files: /^src\/domain\/sources\/record-number\.ts$/,
        because: "the records of a file are counted in one way; it is pure",
      },
      {
        files: /^src\/domain\/search\/(facet-names|held-fields)\.ts$/,
        because: "names of filters are the same everywhere; they are pure",
      },
      {
        files: /^src\/domain\/text\/(latex\/clean-latex|amounts|fold-text)\.ts$/,
        because: "texts and numbers are written in one way; it is pure",
      },
    ],
  },
  { name: "operations", files: /^src\/operations\//, may: [core] },
  { name: "client", files: /^src\/client\//, may: [core, { ...operations, typesOnly: true }] },
  { name: "http", files: /^src\/http\//, may: [core, services, operations] },
  { name: "mcp", files: /^src\/mcp\//, may: [core, services, operations] },
  {
    name: "main",
    files: /^(src|src\/cli|workers)\/main\.ts$/,
    alone: "file",
    may: [
      core,
      config,
      compose,
      workers,
      entries,
      terminal,
      { files: /^src\/main\.ts$/, because: "`paperkin serve` is the API process" },
    ],
  },
  { name: "terminal", files: /^src\/terminal\//, may: [core, { ...services, typesOnly: true }] },
  {
    name: "cli",
    files: /^src\/cli\//,
    may: [
      core,
      services,
      operations,
      client,
      terminal,
      {
        files: /^src\/adapters\/compression\/unpack-source\.ts$/,
        because: "files of collections and examples are unpacked as sources are",
      },
    ],
  },
  { name: "workers", files: /^workers\/[^/]+-worker\.ts$/, may: [core, services] },
  {
    name: "config",
    files: /^src\/(config|installation|package-files|parse-setting|setting-files|([a-z]+-)?settings)\.ts$/,
    may: [{ files: /^src\/errors\.ts$/ }],
  },
  {
    name: "page renderer",
    files: /^src\/compose\/page-renderer\.ts$/,
    may: [core, config],
    computes: "the components of the page are bundled, as for browsers",
  },
  {
    name: "compose",
    files: /^src\/compose\//,
    may: [core, ports, services, adapters, config, models, workers],
  },
  {
    name: "measurements",
    files: /^tests\/bench\//,
    may: [
      core,
      ports,
      services,
      adapters,
      config,
      compose,
      models,
      workers,
      entries,
      terminal,
      { files: /^tests\/support\//, because: "tests and measurements share their helpers" },
      { files: /^src\/main\.ts$/, because: "the server is measured as it is, with a stub in place of the model" },
    ],
  },
];

/** Checks every import against the table; each finding is a sentence. */
export function checkImports(imports: readonly Import[], table: readonly Row[] = importTable): readonly string[] {
  return imports.flatMap((found) => {
    const row = findRow(found.from, table);
    if (row === undefined) return [`${found.from}: belongs to no row of the table of imports`];
    if (found.specifier === "(computed)")
      return row.computes === undefined ? [`${found.from}: imports a computed name, which nobody can check`] : [];
    if (found.to === undefined || staysInside(row, found.from, found.to)) return [];
    const { to } = found;
    const granted = row.may.filter(({ files }) => files.test(to));
    if (granted.some(({ typesOnly }) => typesOnly !== true || found.typeOnly)) return [];
    const rule = granted.length > 0 ? "may import only types of" : "may not import";
    return [`${found.from}: ${row.name} ${rule} ${to}`];
  });
}

export function findRow(path: string, table: readonly Row[] = importTable): Row | undefined {
  return table.find(({ files }) => files.test(path));
}

function staysInside(row: Row, from: string, to: string): boolean {
  if (row.alone === "file" || !row.files.test(to)) return false;
  const adapterOf = (path: string) => path.split("/").slice(0, 3).join("/");
  return row.alone !== "folder" || adapterOf(from) === adapterOf(to);
}
