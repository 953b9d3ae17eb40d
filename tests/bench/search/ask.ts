import { Pool } from "undici";
import type { Question } from "./questions.js";

/** What is asked of a server; `suggest` gets what one has typed of a title. */
export const kinds = [
  "keyword",
  "semantic",
  "hybrid",
  "facets",
  "explain",
  "similar",
  "recommendations",
  "suggest",
] as const;
export type Kind = (typeof kinds)[number];

export interface Client {
  /** The milliseconds until the whole answer has arrived. */
  ask(kind: Kind, question: Question): Promise<number>;
  close(): Promise<void>;
}

const typedCharacters = 18;
const maxConnections = 64;

/** Connections stay open, and undici's own calls cost half of what `fetch` does: the client shares the cores. */
export function createClient(url: string): Client {
  const pool = new Pool(url, { connections: maxConnections });
  return {
    async ask(kind, question) {
      const startedAt = performance.now();
      const { path, body } = describeRequest(kind, question);
      const answer = await pool.request({
        path,
        method: body === undefined ? "GET" : "POST",
        ...(body !== undefined && { body, headers: { "content-type": "application/json" } }),
      });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}: ${text}`);
      return performance.now() - startedAt;
    },
    close: () => pool.close(),
  };
}

function describeRequest(kind: Kind, { text, paper, others }: Question): { path: string; body?: string } {
  const search = (more: Record<string, string>) => {
    const query = new URLSearchParams({ q: text, limit: "10", ...more });
    return { path: `/v1/search?${query.toString()}` };
  };
  switch (kind) {
    case "keyword":
    case "semantic":
    case "hybrid":
      return search({ mode: kind });
    case "facets":
      return search({ facets: "true" });
    case "explain":
      return search({ explain: "true" });
    case "similar":
      return { path: `/v1/papers/${encodeURIComponent(paper.id)}/similar?limit=10` };
    case "recommendations":
      return {
        path: "/v1/recommendations",
        body: JSON.stringify({ positive: [paper, ...others].map(({ id }) => ({ id })), limit: 10 }),
      };
    case "suggest":
      return { path: `/v1/suggest?${new URLSearchParams({ q: paper.title.slice(0, typedCharacters) }).toString()}` };
  }
}
