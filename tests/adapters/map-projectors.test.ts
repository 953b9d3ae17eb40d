import { createMemoryMapProjector } from "../../src/adapters/memory/map-projector.js";
import { createUmapProjector } from "../../src/adapters/umap/map-projector.js";
import { describeMapProjector } from "../contracts/map-projector.contract.js";

describeMapProjector("the plain map projector", createMemoryMapProjector);
describeMapProjector("UMAP", createUmapProjector);
