import type { McpServer, ServerContext } from "@modelcontextprotocol/server";
import type { z } from "zod";
import { checkInput } from "../domain/input/check-input.js";
import type { DeskCalls } from "../operations/desk/desk.js";
import type { Services } from "../services/services.js";
import { explainError } from "./explain-error.js";

/** What the tools need from paperkin: the services of this process, or those of a server over HTTP. */
export type ToolLibrary = Pick<
  Services,
  | "searchPapers"
  | "findSimilar"
  | "findSimilarToText"
  | "recommendPapers"
  | "readPaper"
  | "acceptPapers"
  | "waitForJob"
  | "readJob"
  | "listFailures"
  | "readStats"
  | "findTrends"
>;

/** What the tools need from the desk of the assistant's reader. */
export type ToolDesk = Pick<
  DeskCalls,
  "listCollections" | "createCollection" | "listEntries" | "addEntries" | "createFollow" | "readInbox" | "dismissPapers"
>;

/** The tools of collections and follows also need the desk of the assistant's reader. */
export interface DeskLibrary extends ToolLibrary {
  readonly desk: ToolDesk;
}

/** One tool. Its schemas provide both the validation and the description for clients. */
export interface Tool<Input extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly title: string;
  /** Teaches a model when and how to use it. */
  readonly description: string;
  readonly input: Input;
  readonly answer: Answer;
  /** Whether it adds to the library; all others only read. */
  readonly writes?: true;
  readonly handle: (input: z.output<Input>, call: ToolCall) => Promise<ToolResult<z.output<Answer>>>;
}

export interface ToolCall {
  /** Aborts when the client cancels or disconnects. */
  readonly signal: AbortSignal;
  /** Reports the progress of a long call to a client that asked for it. */
  readonly reportProgress: (progress: ToolProgress) => void;
}

export interface ToolProgress {
  readonly progress: number;
  readonly total: number;
  readonly message: string;
}

export interface ToolResult<Answer> {
  readonly answer: Answer;
  /** The answer as text, for clients that do not read structured content. */
  readonly text: string;
}

/** Types the handler by its schemas, then erases those types so that all tools fit into one list. */
export function defineTool<Input extends z.ZodType, Answer extends z.ZodType>(tool: Tool<Input, Answer>): Tool {
  return tool as unknown as Tool;
}

/** Receives errors that are defects of paperkin. */
export type LogDefect = (error: unknown, call: { readonly tool: string }) => void;

export function registerTools(server: McpServer, tools: readonly Tool[], logDefect: LogDefect): void {
  for (const { name, title, description, input, answer, writes = false, handle } of tools) {
    const annotations = { readOnlyHint: !writes, destructiveHint: false, idempotentHint: true, openWorldHint: false };
    const shown = { title, description, inputSchema: explainInput(input), outputSchema: answer, annotations };
    server.registerTool(name, shown, async (given: unknown, context: ServerContext) => {
      try {
        const result = await handle(given, readCall(context));
        return {
          content: [{ type: "text", text: result.text }],
          structuredContent: result.answer as Record<string, unknown>,
        };
      } catch (error) {
        const { message, isDefect } = explainError(error);
        if (isDefect && !context.mcpReq.signal.aborted) logDefect(error, { tool: name });
        return { content: [{ type: "text", text: message }], isError: true };
      }
    });
  }
}

/** The same schema, which says in words what is wrong with an input. */
function explainInput(schema: z.ZodType) {
  const validate = (value: unknown) => {
    const checked = checkInput(schema, value);
    return "data" in checked
      ? { value: checked.data }
      : { issues: checked.details.map(({ message }) => ({ message })) };
  };
  return { "~standard": { ...schema["~standard"], validate } };
}

function readCall({ mcpReq }: ServerContext): ToolCall {
  const { _meta: meta } = mcpReq;
  const progressToken = meta?.progressToken;
  return {
    signal: mcpReq.signal,
    reportProgress(progress) {
      if (progressToken === undefined) return;
      // A client that has disconnected needs no progress.
      void mcpReq
        .notify({ method: "notifications/progress", params: { progressToken, ...progress } })
        .catch(() => undefined);
    },
  };
}
