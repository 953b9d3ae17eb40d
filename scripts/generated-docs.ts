import { PassThrough } from "node:stream";
import type { Command } from "commander";
import { createProgram } from "../src/cli/program.js";
import { createTerminal } from "../src/terminal/terminal.js";
import { describeSettings } from "../src/config.js";
import type { Operation } from "../src/operations/operation.js";
import { operations } from "../src/operations/index.js";
import { apiTags } from "../src/operations/tags.js";

/** A part of a document that is generated from the code, between `<!-- name -->` and `<!-- /name -->`. */
export interface GeneratedPart {
  readonly page: string;
  readonly name: string;
  readonly content: string;
}

export function listGeneratedParts(): readonly GeneratedPart[] {
  return [
    { page: "docs/operations.md", name: "settings", content: formatSettings() },
    { page: "docs/cli.md", name: "commands", content: formatCommands() },
    { page: "docs/api.md", name: "calls", content: formatCalls() },
  ];
}

/** The page's text with the part replaced; throws if the page has no markers for it. */
export function replacePart(text: string, { page, name, content }: GeneratedPart): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${page} has no markers ${start} and ${end}`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}

function formatSettings(): string {
  const rows = describeSettings().map(({ env, secret, fallback, help }) => [
    secret ? `\`${env}\`, \`${env}_FILE\`` : `\`${env}\``,
    fallback,
    help,
  ]);
  return formatTable([["setting", "default", "what it does"], ["---", "---", "---"], ...rows]);
}

const helpColumns = 100;

/** An index of all commands, then the help of each. */
function formatCommands(): string {
  const output = Object.assign(new PassThrough(), { columns: helpColumns });
  const terminal = { ...createTerminal({ output, errors: new PassThrough() }), colours: false };
  const program = createProgram({ version: "", terminal }, async () => undefined);
  const commands = listCommands(program);
  const index = commands
    .filter(({ command }) => command.parent === program)
    .map(({ name, command }) => [`[\`${name}\`](#paperkin-${name})`, command.summary()]);
  const sections = [{ name: "", command: program }, ...commands].map(({ name, command }) => {
    command.outputHelp();
    const level = name.includes(" ") ? "###" : "##";
    return `${level} ${`paperkin ${name}`.trim()}\n\n\`\`\`text\n${String(output.read()).trimEnd()}\n\`\`\``;
  });
  return [formatTable([["command", ""], ["---", "---"], ...index]), ...sections].join("\n\n");
}

/** All commands but `help`, each followed by its own commands, with names such as `jobs watch`. */
function listCommands(parent: Command, prefix = ""): readonly { readonly name: string; readonly command: Command }[] {
  return parent.commands
    .filter((command) => command.name() !== "help")
    .flatMap((command) => {
      const name = `${prefix}${command.name()}`;
      return [{ name, command }, ...listCommands(command, `${name} `)];
    });
}

/** A table for each tag, in the order of the tags. */
function formatCalls(): string {
  const all: readonly Operation[] = Object.values(operations);
  return Object.keys(apiTags)
    .map((tag) => {
      const rows = all
        .filter((operation) => operation.tag === tag)
        .map(({ method, path, summary }) => [`\`${method.toUpperCase()} ${path}\``, summary]);
      return `### ${tag}\n\n${formatTable([["call", "what it does"], ["---", "---"], ...rows])}`;
    })
    .join("\n\n");
}

function formatTable(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`).join("\n");
}
