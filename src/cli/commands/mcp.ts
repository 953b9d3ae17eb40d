import type { Command } from "commander";
import { exitCodes, type RunCommand } from "../context.js";
import { describeHelp } from "../help.js";
import { openOnDemand } from "../library/open-on-demand.js";

/** After this time a server or another assistant can use the folder; opening it again takes a second or two. */
const maxIdleMs = 60_000;

export function addMcpCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("mcp")
    .summary("serve the papers to an AI assistant over MCP")
    .description(
      "Speaks the Model Context Protocol on stdin and stdout, for assistants that start it themselves, until they end it. If a server uses the data folder, calls go to that server; otherwise the folder is open until a minute after the last call.",
    )
    .action(() =>
      run(command, async ({ openLibrary, serveMcp, listenForStop, terminal }) => {
        const stop = listenForStop();
        const library = openOnDemand({
          open: () => openLibrary("assist"),
          // The client shows stderr in its log; an error is reported again with each call that it affects.
          idleMs: maxIdleMs,
          onFailure: (reason) => terminal.note(`paperkin: ${reason}`),
        });
        try {
          await serveMcp(library.services, stop.signal);
        } finally {
          // An impatient client sends SIGTERM while indexes are saved: the listener stays until they are.
          await library.close();
          stop.end();
        }
        return exitCodes.ok;
      }),
    );
  describeHelp(command, {
    examples: ["paperkin mcp --data-dir ~/papers", "paperkin mcp --url http://127.0.0.1:3000"],
    notes: [
      'In the assistant\'s settings, with full paths: {"mcpServers": {"paperkin": {"command": "node", "args": ["…/paperkin/dist/src/cli/main.js", "mcp", "--data-dir", "…/data"]}}}',
      "A running server has the same tools at http://127.0.0.1:3000/mcp (streamable HTTP).",
    ],
    exitCodes: "0 ended by the assistant, 2 error",
  });
}
