import { createMemoryMapProjector } from "../../src/adapters/memory/memory-map-projector.js";
import { createUmapProjector } from "../../src/adapters/umap/umap-projector.js";
import { describeMapProjector } from "../contracts/map-projector.contract.js";

describeMapProjector("the plain map projector", createMemoryMapProjector);
describeMapProjector("UMAP", createUmapProjector);
