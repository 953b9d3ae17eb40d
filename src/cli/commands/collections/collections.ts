import type { Command } from "commander";
import type { RunCommand } from "../../context.js";
import { describeHelp } from "../../help.js";
import { addScreenCommand } from "./screen.js";

export function addCollectionsCommand(program: Command, run: RunCommand): void {
  const collections = program
    .command("collections")
    .summary("work through a collection")
    .description("Works with named lists of papers.");
  describeHelp(collections, {
    examples: ["paperkin collections screen Zm9yLXNvbWUx"],
    exitCodes: "0 done, 1 nothing is left, 2 error; each command's help has its own",
  });
  addScreenCommand(collections, run);
}
