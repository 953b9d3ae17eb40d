import type { CommandContext, ExitCode, PaperLibrary } from "../../context.js";
import { exitCodes } from "../../context.js";

/** What a command about deliveries or follows prints: the answer as JSON, or lines for people. */
export interface DeskReport {
  readonly answer: unknown;
  readonly lines: readonly string[];
  /** Whether there is nothing to show. */
  readonly isEmpty?: boolean;
}

/** Asks the desk of the folder or of its server, and prints what it answers. */
export async function reportDesk(
  { openLibrary, terminal, globals }: CommandContext,
  ask: (library: PaperLibrary) => Promise<DeskReport>,
): Promise<ExitCode> {
  const library = await openLibrary("read");
  try {
    const { answer, lines, isEmpty } = await ask(library);
    if (globals.json) terminal.printJson(answer);
    else terminal.print(lines.join("\n"));
    return isEmpty ? exitCodes.nothingFound : exitCodes.ok;
  } finally {
    await library.close();
  }
}
