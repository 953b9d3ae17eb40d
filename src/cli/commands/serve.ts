import type { Command } from "commander";
import { AppError } from "../../errors.js";
import { exitCodes, type RunCommand } from "../context.js";
import { describeHelp } from "../help.js";
import { parseWholeNumber } from "../options.js";

export function addServeCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("serve")
    .summary("serve the API and the web page")
    .description("Serves the API and the web page until Ctrl-C, the same as npm start. paperkin alone does this too.")
    .option(
      "-p, --port <port>",
      "port to listen on; 0 takes a free one (default: PORT, else 3000)",
      parseWholeNumber(0, 65_535),
    )
    .option("--host <address>", "address to listen on (default: HOST, else 127.0.0.1)")
    .option("--insecure", "serve other machines without API_KEYS")
    .action((options: { readonly port?: number; readonly host?: string; readonly insecure?: true }) =>
      run(command, async ({ globals, serve }) => {
        if (globals.url !== undefined)
          throw new AppError("bad_input", "serve opens the data folder itself: omit --url, and use --host and --port.");
        await serve(options);
        return exitCodes.ok;
      }),
    );
  describeHelp(command, {
    examples: ["paperkin serve", "paperkin serve --port 8080 --data-dir ~/papers"],
    notes: ["Settings such as API_KEYS are environment variables; docs/operations.md lists them."],
    exitCodes: "0 ended by Ctrl-C, 2 error",
  });
}
