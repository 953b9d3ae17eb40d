import { type Ask, createAsk } from "../../adapters/opensearch/search/ask.js";
import { createCorpusScan } from "../../adapters/opensearch/search/corpus-scan.js";
import { createKeywordSearch } from "../../adapters/opensearch/search/keyword-search.js";
import { createPaperSets } from "../../adapters/opensearch/search/paper-set.js";
import { createVectorSearch } from "../../adapters/opensearch/search/vector-search.js";
import { createVocabulary } from "../../adapters/opensearch/search/vocabulary.js";
import type { VenueNames } from "../../domain/venue/venue-names.js";
import type { ModelPorts, SharedPorts } from "../../services/create-services.js";
import type { ClusterConnections } from "./cluster-connections.js";
import type { ClusterPapers } from "./cluster-papers.js";

/** What finds papers. */
export interface ClusterSearch
  extends Pick<SharedPorts, "keywordIndex">, Pick<ModelPorts, "scan" | "paperSets" | "vectorIndex"> {
  readonly ask: Ask;
}

export function openClusterSearch(
  { client, indexes }: ClusterConnections,
  { documents, refresh }: ClusterPapers,
  venues: VenueNames,
): ClusterSearch {
  const ask = createAsk(client, indexes.papers, refresh);
  return {
    ask,
    keywordIndex: createKeywordSearch({ ask, vocabulary: createVocabulary(ask) }),
    scan: createCorpusScan(ask, venues),
    paperSets: createPaperSets(ask),
    vectorIndex: createVectorSearch({ ask, readVectors: (ordinals) => documents.readVectors(ordinals) }),
  };
}
