import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Request, Response } from "express";
import {
  drawRequestSchema,
  mapAnswerSchema,
  mapRequestSchema,
  mapStateSchema,
  placeAnswerSchema,
} from "../../domain/map/answer.js";
import type { Services } from "../../services/services.js";
import { drawMapExample, mapStateExample, placeExample, readMapExample } from "../examples/map-examples.js";
import { defineRoute, type Route } from "../route.js";
import { idParams } from "./search.js";

const unpack = promisify(gunzip);

export function createMapRoutes(services: Services): readonly Route[] {
  return [
    createReadRoute(services),
    defineRoute({
      method: "post",
      path: "/v1/map",
      operationId: "drawMap",
      tag: "Map",
      summary: "Begin to draw the map where there is none or it is out of date; answers at once with what is under way",
      query: drawRequestSchema,
      answer: mapStateSchema,
      status: 202,
      example: drawMapExample,
      handle: ({ query }) => services.startDrawing({ anew: query.anew === "true" }),
    }),
    defineRoute({
      method: "get",
      path: "/v1/map/state",
      operationId: "readMapState",
      tag: "Map",
      summary: "Whether there is a map, and how far its drawing has come",
      answer: mapStateSchema,
      example: mapStateExample,
      handle: () => services.readMapState(),
    }),
    defineRoute({
      method: "get",
      path: "/v1/map/papers/{id}",
      operationId: "readPlace",
      tag: "Map",
      summary: "Where one paper lies on the map, and its topics",
      params: idParams,
      answer: placeAnswerSchema,
      errors: ["not_found"],
      example: placeExample,
      handle: ({ params }) => services.readPlace(params.id),
    }),
  ];
}

function createReadRoute(services: Services): Route {
  return defineRoute({
    method: "get",
    path: "/v1/map",
    operationId: "readMap",
    tag: "Map",
    summary: "The map of all papers: places, topics and years as columns",
    description: "`not_found` while none has been drawn: begin with `POST /v1/map`.",
    query: mapRequestSchema,
    answer: mapAnswerSchema,
    errors: ["not_found"],
    example: readMapExample,
    async handle({ query, request, response }) {
      const { gzip, version } = await services.readMap(query.part);
      response.set({ ETag: `"${version}"`, "Cache-Control": "private, no-cache", Vary: "Accept-Encoding" });
      response.type("json");
      await sendPacked(gzip, request, response);
      return undefined;
    },
  });
}

/** The answer is kept packed; it is unpacked, off the event loop, for the few that do not take it so. */
async function sendPacked(gzip: Uint8Array, request: Request, response: Response): Promise<void> {
  const bytes = Buffer.from(gzip.buffer, gzip.byteOffset, gzip.byteLength);
  if (request.acceptsEncodings("gzip") === "gzip") response.set("Content-Encoding", "gzip").send(bytes);
  else response.send(await unpack(bytes));
}
