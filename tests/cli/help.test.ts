import { PassThrough } from "node:stream";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { countColumns } from "../../src/terminal/fit-text.js";
import { createProgram } from "../../src/cli/program.js";
import { createTerminal } from "../../src/terminal/terminal.js";
import { runInProcess } from "./fake-context.js";

const terminal = createTerminal({ output: new PassThrough(), errors: new PassThrough() });
const program = createProgram({ version: "1.2.3", terminal }, async () => undefined);

/** The names of each command, such as `models fetch`. */
function listCommands(command: Command = program, path: readonly string[] = []): readonly (readonly string[])[] {
  return command.commands.flatMap((sub) => [[...path, sub.name()], ...listCommands(sub, [...path, sub.name()])]);
}

const commands = listCommands().map((path) => [path.join(" "), path] as const);

describe.each(commands)("paperkin %s --help", (_name, path) => {
  const read = async () => (await runInProcess([...path, "--help"])).stdout;

  it("starts with examples of the command, then shows its usage, and ends with its exit codes", async () => {
    const help = await read();
    const [examples = ""] = help.split("\n\n");
    expect(examples).toMatch(/^Examples:\n/);
    for (const example of examples.split("\n").slice(1)) expect(example).toContain(`paperkin ${path[0]}`);
    expect(help).toContain(`\nUsage: paperkin ${path.join(" ")}`);
    expect(help).toMatch(/\nExit code: 0 [^]*2 [^]*\.\n$/);
  });

  it("fits 80 columns", async () => {
    const tooWide = (await read()).split("\n").filter((line) => countColumns(line) > 80);
    expect(tooWide).toEqual([]);
  });

  it("matches the output of paperkin help", async () => {
    expect((await runInProcess(["help", ...path])).stdout).toBe(await read());
  });
});

describe("the help of paperkin", () => {
  it("groups every command by purpose", async () => {
    const { code, stdout } = await runInProcess(["--help"]);
    expect(code).toBe(0);
    expect(stdout).not.toContain("\nCommands:");
    const groups = [...stdout.matchAll(/^([A-Z][\w ]+):\n((?: {2}.*\n)+)/gm)].map(([, heading]) => heading);
    expect(groups).toEqual([
      "Examples",
      "Search",
      "Collect",
      "Follow",
      "Deliver",
      "Import",
      "Maintain",
      "Export and back up",
      "Serve",
      "Help",
      "Options of every command",
    ]);
    for (const { name } of program.commands.map((sub) => ({ name: sub.name() })))
      expect(stdout).toMatch(new RegExp(`^ {2}${name}\\b`, "m"));
  });

  it("suggests a command for a mistyped one", async () => {
    const { code, stdout, stderr } = await runInProcess(["help", "serch"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe("paperkin: Unknown command 'serch'. Did you mean search?\nSee: paperkin --help\n");
  });

  it("suggests an option for a mistyped one", async () => {
    const { stderr } = await runInProcess(["search", "x", "--limt", "3"]);
    expect(stderr).toBe("paperkin: Unknown option '--limt'. Did you mean --limit?\nSee: paperkin search --help\n");
  });
});
