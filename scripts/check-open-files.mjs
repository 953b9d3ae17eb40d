import { readFileSync } from "node:fs";

/** The process itself keeps about 150 open over a large library, and each connection takes one. */
const needed = 512;

/**
 * Ends the process with a message if it may open too few files: Node would fail in the middle of loading its modules,
 * and blame one of them. Node itself has raised the soft limit to the hard one. Only Linux shows the limit.
 */
export function checkOpenFiles() {
  const allowed = readAllowed();
  if (allowed === undefined || allowed >= needed) return;
  process.stderr.write(
    `paperkin needs ${needed} open files, and this shell allows ${allowed}. Run \`ulimit -n 4096\` first; ` +
      "if that is refused, raise the hard limit (/etc/security/limits.conf, LimitNOFILE of a service, docker --ulimit).\n",
  );
  process.exit(1);
}

function readAllowed() {
  try {
    const [, limit] = /^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8")) ?? [];
    return limit === undefined ? undefined : Number(limit);
  } catch {
    return undefined;
  }
}
