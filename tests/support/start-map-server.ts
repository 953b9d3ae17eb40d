import { openModel, testModel } from "./test-model.js";
import { samplePapers } from "./sample-papers.js";
import { startTestServer, type TestServer } from "./test-server.js";

/** A server with the sample papers and a real model, because the vectors of a fake one form no topics. */
export function startMapServer(): Promise<TestServer> {
  const config = { model: testModel };
  return startTestServer({ papers: [...samplePapers], config, openEmbedder: () => openModel(config) });
}
