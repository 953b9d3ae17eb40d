#!/usr/bin/env node
import { readFileSync, writeFileSync } from "node:fs";
import { describeSettings } from "../dist/src/config.js";

/* Writes README's table of settings anew from src/config.ts, between its markers. */
const readme = new URL("../README.md", import.meta.url);
const marked = /(<!-- settings -->)[\s\S]*?(<!-- \/settings -->)/;

const before = readFileSync(readme, "utf8");
if (!marked.test(before)) throw new Error("README.md has no markers <!-- settings --> and <!-- /settings -->");
const after = before.replace(marked, (_, start, end) => `${start}\n${formatTable(describeSettings())}\n${end}`);
writeFileSync(readme, after);
process.stdout.write(after === before ? "README.md is up to date\n" : "README.md has the new table of settings\n");

function formatTable(settings) {
  const rows = settings.map(({ env, fallback, help }) => [`\`${env}\``, fallback, help]);
  const lines = [["setting", "default", "what it does"], ["---", "---", "---"], ...rows];
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`).join("\n");
}
