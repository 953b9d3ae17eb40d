import {
  drawRequestSchema,
  mapAnswerSchema,
  mapRequestSchema,
  mapStateSchema,
  placeAnswerSchema,
} from "../domain/map/answer.js";
import { cancelDrawingExample, drawMapExample, mapStateExample, placeExample, readMapExample } from "./examples/map.js";
import type { OperationList } from "./operation.js";
import { paperParams } from "./params.js";

export const mapOperations = {
  readMap: {
    method: "get",
    path: "/v1/map",
    scope: "read",
    tag: "Map",
    summary: "The map of all papers: positions, topics and years as columns",
    description: "`not_found` until a map has been drawn: start with `POST /v1/map`.",
    query: mapRequestSchema,
    answer: mapAnswerSchema,
    errors: ["not_found"],
    example: readMapExample,
  },
  drawMap: {
    method: "post",
    path: "/v1/map",
    scope: "write",
    tag: "Map",
    summary: "Start to draw the map if it is missing or out of date; answers at once with the progress",
    query: drawRequestSchema,
    answer: mapStateSchema,
    status: 202,
    example: drawMapExample,
  },
  cancelDrawing: {
    method: "post",
    path: "/v1/map/cancel",
    scope: "write",
    tag: "Map",
    summary: "Stop the drawing in progress, if any; an earlier map stays",
    answer: mapStateSchema,
    example: cancelDrawingExample,
  },
  readMapState: {
    method: "get",
    path: "/v1/map/state",
    scope: "read",
    tag: "Map",
    summary: "Whether there is a map, and the progress of the one being drawn",
    answer: mapStateSchema,
    example: mapStateExample,
  },
  readPlace: {
    method: "get",
    path: "/v1/map/papers/{id}",
    scope: "read",
    tag: "Map",
    summary: "Position of one paper on the map, and its topics",
    params: paperParams,
    answer: placeAnswerSchema,
    errors: ["not_found"],
    example: placeExample,
  },
} as const satisfies OperationList;
