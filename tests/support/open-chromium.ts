import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext } from "playwright-core";
import { findProgram, servicesAreRequired } from "./local-server.js";

export interface OpenBrowser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** The system's Chromium: the tests do not download a browser. */
const executablePath = ["chromium", "chromium-browser", "google-chrome"].map(findProgram).find(Boolean);

/** Why the tests that need it are skipped; undefined if it is there, or required. */
export const chromiumMissing =
  executablePath === undefined && !servicesAreRequired ? "Chromium is not installed" : undefined;

export interface ChromiumSettings {
  readonly scripts?: boolean;
  /** Size of text in CSS pixels, 16 unless the reader chose another. */
  readonly textSize?: number;
}

const mouse = "primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4";

/** Opens it with an empty profile in a temporary folder, removed on close. */
export async function openChromium({ scripts = true, textSize = 16 }: ChromiumSettings = {}): Promise<OpenBrowser> {
  if (executablePath === undefined) throw new Error("Chromium is required, and is not installed");
  const profile = await mkdtemp(join(tmpdir(), "paperkin-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // It takes the place of Playwright's own, which says that there is a mouse.
      `--blink-settings=${mouse},defaultFontSize=${textSize}`,
    ],
    viewport: { width: 1200, height: 900 },
    javaScriptEnabled: scripts,
  });
  return {
    context,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
