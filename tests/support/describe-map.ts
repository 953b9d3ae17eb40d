import { afterAll, beforeAll, describe } from "vitest";
import { chromiumMissing, openChromium, type OpenBrowser } from "./open-chromium.js";
import { samplePapers } from "./sample-papers.js";
import { modelMissing, openModel, testModel } from "./test-model.js";
import { startTestServer, type TestServer } from "./test-server.js";

export interface OpenedMap {
  readonly server: TestServer;
  readonly browser: OpenBrowser;
}

/**
 * Describes the map of a server that has the sample papers and a real model, because the vectors of a fake one form no
 * topics, in Chromium. They are open from the first hook or test on.
 */
export function describeMap(title: string, tests: (opened: OpenedMap) => void): void {
  const missing = chromiumMissing ?? modelMissing;
  const reason = missing === undefined ? "" : ` (skipped: ${missing})`;
  describe.skipIf(reason !== "")(`${title}${reason}`, () => {
    const opened: { server?: TestServer; browser?: OpenBrowser } = {};
    beforeAll(async () => {
      const config = { model: testModel };
      opened.server = await startTestServer({
        papers: [...samplePapers],
        config,
        openEmbedder: () => openModel(config),
      });
      opened.browser = await openChromium();
    }, 180_000);
    afterAll(async () => {
      await opened.browser?.close();
      await opened.server?.close();
    });
    tests(opened as OpenedMap);
  });
}
