import { createMemoryVectorIndex } from "../../src/adapters/memory/vector-index.js";
import { describeVectorIndex } from "../contracts/vector-index.contract.js";
import { describeVectorNeighbours } from "../contracts/vector-neighbours.contract.js";

describeVectorIndex("the vector index in memory", async () => createMemoryVectorIndex());
describeVectorNeighbours("neighbours in the vector index in memory", async () => createMemoryVectorIndex());
