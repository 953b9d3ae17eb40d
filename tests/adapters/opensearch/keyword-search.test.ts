import { describe } from "vitest";
import { describeKeywordIndex } from "../../contracts/keyword-index.contract.js";
import { describeVectorIndex } from "../../contracts/vector-index.contract.js";
import { describeVectorNeighbours } from "../../contracts/vector-neighbours.contract.js";
import { openKeywordIndex, openSearchEngine, openVectorSearch } from "../../support/opensearch-index.js";
import { openSearchMissing } from "../../support/start-opensearch.js";

describe.skipIf(openSearchMissing)("OpenSearch", () => {
  describeKeywordIndex("OpenSearch", openKeywordIndex, openSearchEngine);
  describeVectorIndex("nearest vectors in OpenSearch", openVectorSearch, openSearchEngine);
  describeVectorNeighbours("neighbours in OpenSearch", openVectorSearch, openSearchEngine);
});
