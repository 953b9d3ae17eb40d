import { Client } from "@modelcontextprotocol/client";
import { expect } from "vitest";

export interface ToolAnswer {
  readonly text: string;
  readonly isError: boolean;
  /** Matches the tool's output schema; the client has validated it. */
  readonly answer: Readonly<Record<string, unknown>>;
}

type Transport = Parameters<Client["connect"]>[0];

export interface McpClient {
  readonly client: Client;
  call(tool: string, parameters: Record<string, unknown>): Promise<ToolAnswer>;
}

/** The SDK's own client, connected; the caller closes `client`. */
export async function connectClient(
  transport: Transport,
  options?: ConstructorParameters<typeof Client>[1],
): Promise<McpClient> {
  const client = new Client({ name: "test", version: "0" }, options);
  await client.connect(transport);
  return {
    client,
    async call(name, parameters) {
      const result = await client.callTool({ name, arguments: parameters });
      const { content, structuredContent = {}, isError = false } = result;
      const [first] = content;
      expect(content).toHaveLength(1);
      return {
        text: first?.type === "text" ? first.text : "",
        isError,
        answer: structuredContent as ToolAnswer["answer"],
      };
    },
  };
}

/** Ids of the hits of an answer. */
export const hitIds = ({ answer }: ToolAnswer): string[] =>
  (answer["hits"] as { paper: { id: string } }[]).map(({ paper }) => paper.id);
