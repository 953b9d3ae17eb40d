import { createMemoryVectorIndex } from "../../src/adapters/memory/memory-vector-index.js";
import { describeVectorIndex } from "../contracts/vector-index.contract.js";

describeVectorIndex("the vector index in memory", async () => createMemoryVectorIndex());
