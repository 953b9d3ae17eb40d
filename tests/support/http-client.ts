import { expect } from "vitest";
import type { Job } from "../../src/domain/jobs/job.js";

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Sends a request, and parses the response if it is JSON. */
export async function ask(url: string, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(url, init);
  const text = await response.text();
  const isJson = /[/+]json/.test(response.headers.get("content-type") ?? "");
  const body = isJson ? (JSON.parse(text) as Record<string, unknown>) : { text };
  return { status: response.status, headers: response.headers, body };
}

export function postJson(url: string, value: unknown): Promise<Reply> {
  return sendJson("POST", url, value);
}

export function sendJson(method: string, url: string, value: unknown): Promise<Reply> {
  return ask(url, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) });
}

export function postText(url: string, body: string | Uint8Array<ArrayBuffer>, type: string): Promise<Reply> {
  return ask(url, { method: "POST", headers: { "Content-Type": type }, body });
}

export const jobOf = ({ body }: Reply): Job => body["job"] as Job;

/** Ids of the hits of a response. */
export const idsOf = ({ body }: Reply): string[] =>
  (body["hits"] as { paper: { id: string } }[]).map(({ paper }) => paper.id);

/** Asserts that a response is an RFC 9457 problem with our fields, and returns it. */
export function expectProblem(reply: Reply, status: number, code: string): Reply["body"] {
  expect(reply.body).toMatchObject({
    type: `urn:paperkin:error:${code}`,
    title: expect.any(String),
    status,
    detail: expect.any(String),
    code,
  });
  expect([reply.status, reply.headers.get("content-type")]).toEqual([
    status,
    "application/problem+json; charset=utf-8",
  ]);
  return reply.body;
}

/** The paths of a problem's errors. */
export const pathsOf = (body: Reply["body"]): string[] =>
  ((body["errors"] ?? []) as { path: string }[]).map(({ path }) => path);
