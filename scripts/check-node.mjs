import { readFileSync } from "node:fs";

/** Ends the process with a message if this Node is older than package.json requires. */
export function checkNode() {
  const version = process.versions.node;
  const { engines } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const oldest = engines.node.replace(">=", "");
  const [major, minor] = version.split(".").map(Number);
  const [oldestMajor, oldestMinor] = oldest.split(".").map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  process.stderr.write(`paperkin needs Node ${oldest} or newer; this is Node ${version}.\n`);
  process.exit(1);
}
