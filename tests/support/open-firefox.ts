import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firefox } from "playwright-core";
import { findProgram } from "./local-server.js";
import type { OpenBrowser } from "./open-chromium.js";

/** How the reader has set Firefox up; it takes no such wishes once it runs. */
export interface FirefoxSettings {
  readonly theme?: "light" | "dark";
  /** Colours of the system instead of those of the page. */
  readonly forcedColors?: boolean;
  /** Size of text in CSS pixels, 16 unless the reader chose another. */
  readonly textSize?: number;
}

/** The system's Firefox, as its maker ships it: Playwright speaks WebDriver BiDi with it. */
export function findFirefox(): string | undefined {
  return ["firefox-esr", "firefox"].map(findProgram).find((path) => path !== undefined);
}

/** Opens it with an empty profile in a temporary folder, removed on close. */
export async function openFirefox(executablePath: string, settings: FirefoxSettings = {}): Promise<OpenBrowser> {
  const profile = await mkdtemp(join(tmpdir(), "paperkin-firefox-"));
  const context = await firefox.launchPersistentContext(profile, {
    channel: "moz-firefox",
    executablePath,
    viewport: { width: 1200, height: 900 },
    firefoxUserPrefs: { ...quiet, ...describeSettings(settings) },
  });
  return {
    context,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

function describeSettings({ theme = "light", forcedColors = false, textSize = 16 }: FirefoxSettings) {
  return {
    "layout.css.prefers-color-scheme.content-override": theme === "dark" ? 0 : 1,
    "browser.display.document_color_use": forcedColors ? 2 : 1,
    "ui.useAccessibilityTheme": forcedColors ? 1 : 0,
    "font.size.variable.x-western": textSize,
  };
}

/** Firefox asks servers of its maker for news and experiments, which tests have no use for. */
const quiet = {
  "app.normandy.enabled": false,
  "app.update.disabledForTesting": true,
  "browser.newtabpage.enabled": false,
  "browser.safebrowsing.downloads.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "browser.safebrowsing.update.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.page": 0,
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.systemAddon.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "data:,",
  "toolkit.telemetry.enabled": false,
};
