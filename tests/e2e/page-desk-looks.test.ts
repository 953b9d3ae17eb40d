import type { RunOptions } from "axe-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskState, deskStates, emptyStates } from "../support/desk-states.js";
import { type FilledDesk, fillDesk } from "../support/fill-desk.js";
import { findViolations } from "../support/find-violations.js";
import { servicesAreRequired } from "../support/local-server.js";
import { measureOverflow } from "../support/measure-overflow.js";
import { chromiumMissing, type OpenBrowser, openChromium } from "../support/open-chromium.js";
import { findFirefox, openFirefox } from "../support/open-firefox.js";
import { isThorough } from "../support/rounds.js";
import { type SmtpSink, startSmtpSink } from "../support/delivery/smtp-sink.js";
import { endPrograms } from "../support/spawn-program.js";
import { sampleCount, type ServerProcess, spawnServer } from "../support/spawn-server.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { startTestServer, type TestServer } from "../support/test-server.js";
import { modelMissing } from "../support/test-model.js";
import { untilTakenOver } from "../support/until-taken-over.js";

const firefoxPath = findFirefox();
const firefoxMissing = firefoxPath === undefined && !servicesAreRequired ? "Firefox is not installed" : undefined;

type Theme = "light" | "dark";

interface Browser {
  readonly name: string;
  readonly missing: string | undefined;
  open(theme: Theme): Promise<OpenBrowser>;
}

const browsers: readonly Browser[] = [
  { name: "chromium", missing: chromiumMissing, open: () => openChromium() },
  { name: "firefox", missing: firefoxMissing, open: (theme) => openFirefox(firefoxPath!, { theme }) },
];

/** Every width and theme in continuous integration; else the two that differ most. */
const looks = [390, 820, 1440]
  .flatMap((width) => [
    { width, theme: "light" as const },
    { width, theme: "dark" as const },
  ])
  .filter(
    ({ width, theme }) => isThorough || (width === 1440 && theme === "light") || (width === 390 && theme === "dark"),
  );

const reason = modelMissing === undefined ? "" : ` (skipped: ${modelMissing})`;

describe.skipIf(reason !== "")(`The pages of the desk${reason}`, () => {
  let mails: SmtpSink;
  let full: ServerProcess;
  let empty: TestServer;
  let desk: FilledDesk;
  beforeAll(async () => {
    mails = await startSmtpSink();
    const settings = { SMTP_URL: mails.url, WEBHOOKS_PRIVATE: "1", PUBLIC_URL: "https://papers.example.org/" };
    full = await spawnServer(await makeTemporaryFolder(), settings);
    await full.api.untilComplete(sampleCount);
    desk = await fillDesk(full, sampleCount);
    empty = await startTestServer();
  }, 300_000);
  afterAll(async () => {
    await endPrograms();
    await Promise.all([mails?.close(), empty?.close()]);
    await removeTemporaryFolders();
  });

  for (const { name: browserName, missing, open } of browsers) {
    describe.skipIf(missing !== undefined).each(looks)(
      `in ${browserName}, $width pixels, $theme`,
      ({ width, theme }) => {
        let browser: OpenBrowser;
        beforeAll(async () => {
          browser = await open(theme);
        });
        afterAll(() => browser?.close());

        const look = async ({ name, locate, reach, covers = false }: DeskState, server: { readonly url: string }) => {
          const page = await browser.context.newPage();
          const faults: string[] = [];
          page.on("pageerror", (error) => faults.push(error.message));
          if (browserName === "chromium") await page.emulateMedia({ colorScheme: theme });
          await page.setViewportSize({ width, height: 900 });
          await page.goto(`${server.url}${locate(desk)}`);
          await untilTakenOver(page);
          await reach?.(page);
          // A screenshot and axe add styles of their own, which the page's policy refuses.
          const told = [...faults];
          await page.screenshot({ path: `tests/screenshots/desk-${name}-${width}-${theme}-${browserName}.png` });
          const overflow = await measureOverflow(page);
          // The themes differ only in colours.
          const rules = theme === "dark" ? contrastOnly : covers && width === 390 ? {} : undefined;
          const found = isChecked(browserName, { width, theme }) ? await findViolations(page, rules) : [];
          await page.close();
          return { faults: told, overflow, found };
        };
        const good = { faults: [], overflow: 0, found: [] };

        it.each(deskStates)("are accessible and fit: $name", async (state) => {
          expect(await look(state, full)).toEqual(good);
        });
        it.each(emptyStates)("are accessible and fit: $name", async (state) => {
          expect(await look(state, empty)).toEqual(good);
        });
      },
    );
  }
});

/** Axe reads the same document in both browsers, and takes seconds in Firefox: there once in each theme. */
function isChecked(browser: string, { width, theme }: (typeof looks)[number]): boolean {
  return browser === "chromium" || width === (theme === "light" ? 1440 : 390);
}

const contrastOnly: RunOptions = { runOnly: { type: "rule", values: ["color-contrast"] } };
