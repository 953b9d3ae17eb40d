import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "../../src/operations/index.js";
import { generatorMissing, runPythonClient } from "../support/python-client.js";
import { samplePapers } from "../support/sample-papers.js";
import { removeTemporaryFolders } from "../support/temporary-folders.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const reason = generatorMissing === undefined ? "" : ` (skipped: ${generatorMissing})`;

describe.skipIf(generatorMissing)(`A Python client that is generated from the API's description${reason}`, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ papers: samplePapers });
  });
  afterAll(async () => {
    await server?.close();
    await removeTemporaryFolders();
  });

  it(
    "has every call, searches, adds, keeps, follows, changes and removes papers, and reads problems",
    { timeout: 120_000 },
    async () => {
      expect(await runPythonClient(server.url)).toEqual({
        job: "completed",
        found: expect.arrayContaining(["Wombats dig burrows"]),
        range: [0, 7],
        posted: { id: "own", title: "Wombats dig burrows" },
        batch: ["SearchAnswer", "FailedSearch"],
        problem: "limit must be a whole number from 1 to 100, not 1000.",
        similar: 1,
        recommended: 10,
        kept: ["own"],
        entry: ["Wombats dig burrows", ["to cite"]],
        unkept: "not_found",
        followed: "wombats",
        inbox: 0,
        patched: 2020,
        read: 2020,
        planned: 1,
        calls: Object.keys(operations).map(nameInPython).toSorted(),
        unknown: "not_found",
      });
    },
  );
});

function nameInPython(operation: string): string {
  return operation.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
