import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "../../src/operations/index.js";
import { type SmtpSink, startSmtpSink } from "../support/delivery/smtp-sink.js";
import { type ReplayServer, startReplay } from "../support/replay-server.js";
import { countRounds } from "../support/rounds.js";
import { samplePapers } from "../support/sample-papers.js";
import { runSchemathesis, schemathesisMissing } from "../support/schemathesis.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const reason = schemathesisMissing === undefined ? "" : ` (skipped: ${schemathesisMissing})`;

describe.skipIf(reason !== "")(`The API under valid and invalid requests${reason}`, () => {
  let server: TestServer;
  let mails: SmtpSink;
  let sources: ReplayServer;
  beforeAll(async () => {
    mails = await startSmtpSink();
    sources = await startReplay([{ status: 404 }]);
    const { url } = sources;
    const services = { arxivUrl: url, arxivOaiUrl: url, openAlexUrl: url, crossrefUrl: url };
    server = await startTestServer({ papers: samplePapers, config: { smtpUrl: mails.url, ...services } });
  });
  afterAll(async () => {
    await server?.close();
    await Promise.all([mails?.close(), sources?.close()]);
  });

  it("conforms to its OpenAPI description and never returns a server error", { timeout: 900_000 }, async () => {
    const { exitCode, output } = await runSchemathesis(server.url, [
      "--checks=all",
      "--phases=examples,coverage,fuzzing,stateful",
      `--max-examples=${countRounds(3)}`,
      "--seed=1",
      "--request-timeout=60",
      "--max-response-time=60",
      "--no-color",
    ]);
    expect(exitCode, output).toBe(0);
    // Schemathesis leaves out the address of the document itself.
    expect(output).toMatch(new RegExp(`Tested: ${Object.keys(operations).length - 1}\n`));
    expect(output).toMatch(/\d{3,} generated/);
  });
});
