#!/usr/bin/env node
import { readFileSync, writeFileSync } from "node:fs";

/*
 * Adds to package-lock.json the optional binaries of other platforms that npm left out. npm drops an optional package
 * from the lock if the registry in use lacks it, and `npm ci` then refuses the whole lock on every machine. Added
 * entries have no checksum, as their files are not available here; npm downloads each only on its own platform.
 */
const lockFile = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(lockFile, "utf8"));
const added = [];

for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(path, name)) continue;
    if (!/^\d/.test(version))
      throw new Error(`${path} requires ${name} ${version}: only an exact version can be added`);
    lock.packages[`node_modules/${name}`] = {
      version,
      ...describePlatform(name),
      ...inheritGroup(entry),
      optional: true,
    };
    added.push(`${name} ${version}`);
  }
}
if (added.length > 0) {
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(lockFile, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
}
process.stdout.write(`package-lock.json: added ${added.length} optional packages\n`);

/** A package may be in its dependant's node_modules or in any node_modules above it. */
function isLocked(dependant, name) {
  const parts = dependant.split("/node_modules/");
  const above = parts.map((_, index) => parts.slice(0, parts.length - index).join("/node_modules/"));
  return [...above.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`].some(
    (path) => path in lock.packages,
  );
}

/** Without `os` and `cpu`, npm would install the package everywhere; binary packages have both in their names. */
function describePlatform(name) {
  const system = /(aix|android|darwin|freebsd|linux|openbsd|netbsd|openharmony|sunos|win32)/.exec(name)?.[1];
  const processor = /(arm64|arm|ia32|loong64|ppc64|riscv64|s390x|x64|wasm32)/.exec(
    name.split(system ?? "").at(-1),
  )?.[1];
  if (!system || !processor) throw new Error(`${name}: no platform in its name, so it cannot be added`);
  const libc = /musl/.test(name) ? ["musl"] : /-gnu/.test(name) ? ["glibc"] : undefined;
  return { cpu: [processor], os: [system], ...(libc && { libc }) };
}

function inheritGroup({ dev }) {
  return dev ? { dev } : {};
}
