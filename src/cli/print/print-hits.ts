import type { HitsAnswer } from "../../domain/search/answer.js";
import { type CommandContext, exitCodes, type ExitCode } from "../context.js";
import { formatHits } from "./hits.js";
import { createPaint } from "../../terminal/paint.js";

/** Prints the hits, and returns the exit code that tells whether there are any. */
export function printHits({ terminal, globals }: CommandContext, answer: HitsAnswer): ExitCode {
  const found = answer.hits.length > 0;
  const layout = { columns: terminal.columns, paint: createPaint(terminal.colours), offset: 0 };
  if (globals.json) {
    terminal.printJson(answer);
    return found ? exitCodes.ok : exitCodes.nothingFound;
  }
  for (const { detail } of answer.notices ?? []) terminal.note(detail);
  if (found && answer.noGoodMatch) terminal.print("No good match; the nearest are:\n");
  if (found) terminal.print(formatHits(answer.hits, layout));
  else terminal.note("Nothing found.");
  return found ? exitCodes.ok : exitCodes.nothingFound;
}
