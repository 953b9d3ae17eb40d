import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { reportError } from "../../src/terminal/report-error.js";
import { createTerminal } from "../../src/terminal/terminal.js";
import { AppError } from "../../src/errors.js";

describe("what is printed", () => {
  it("cannot control the terminal, whoever wrote it, and keeps lines, tabs and colours", async () => {
    const [output, errors] = [new PassThrough(), new PassThrough()];
    const terminal = createTerminal({ output, errors });
    terminal.print("\u001b[1mbold\u001b[22m\tand\nmore \u001b[2J\u001b]0;owned\u0007 \u009b31m \r\b");
    const name = "x\u001b]52;c;cm0gLXJm\u0007.bib";
    reportError(new AppError("not_found", `There is no file ${name}`), terminal, { json: false, debug: false });
    output.end();
    errors.end();
    expect(await text(output)).toBe(
      "\u001b[1mbold\u001b[22m\tand\nmore \uFFFD[2J\uFFFD]0;owned\uFFFD \uFFFD31m \uFFFD\uFFFD\n",
    );
    expect(await text(errors)).toBe("paperkin: There is no file x\uFFFD]52;c;cm0gLXJm\uFFFD.bib\n");
  });
});
