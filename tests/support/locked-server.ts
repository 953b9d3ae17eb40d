import type { Page } from "playwright-core";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import { startTestServer } from "./test-server.js";

export interface LockedServer {
  readonly key: string;
  readonly papers?: readonly PaperInput[];
}

/** Lends the address of a server that requires a key, which closes once the page has left it. */
export async function withLockedServer(
  page: Page,
  { key, papers = [] }: LockedServer,
  use: (url: string) => Promise<void>,
): Promise<void> {
  const locked = await startTestServer({ papers, apiKeys: [key] });
  try {
    await use(locked.url);
  } finally {
    await page.goto("about:blank");
    await locked.close();
  }
}

export async function giveKey(page: Page, key: string): Promise<void> {
  await page.getByLabel("API key").fill(key);
  await page.keyboard.press("Enter");
}
