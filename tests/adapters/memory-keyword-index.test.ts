import { createMemoryKeywordIndex } from "../../src/adapters/memory/keyword-index.js";
import { describeKeywordIndex } from "../contracts/keyword-index.contract.js";

describeKeywordIndex("The memory adapter", async () => createMemoryKeywordIndex());
