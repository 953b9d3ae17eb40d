import express from "express";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppError } from "../../src/errors.js";
import { answerProblem, answerUnknownRoute } from "../../src/http/problem.js";
import { ask, expectProblem } from "../support/http-client.js";
import { until } from "../support/until.js";

describe("problems", () => {
  let server: Server;
  let url: string;
  let defects: unknown[];
  let broken: unknown[];
  beforeEach(async () => {
    [defects, broken] = [[], []];
    const app = express();
    app.get("/defect", () => {
      throw new TypeError("secret: the password is in here");
    });
    app.get("/full", () => {
      throw new AppError("overloaded", "256 requests are in progress.");
    });
    app.post("/upload", async (upload) => {
      try {
        await text(upload);
      } catch (error) {
        broken.push(error);
        throw error;
      }
    });
    app.use(
      answerUnknownRoute,
      answerProblem((error) => defects.push(error)),
    );
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it("caused by defects are logged, and reveal no details", async () => {
    const { detail } = expectProblem(await ask(`${url}/defect`), 500, "internal");
    expect(detail).toBe("An internal error occurred; the log has the details.");
    expect(defects).toEqual([expect.objectContaining({ message: "secret: the password is in here" })]);
  });

  it("that are temporary say when to retry", async () => {
    const reply = await ask(`${url}/full`);
    expectProblem(reply, 503, "overloaded");
    expect([reply.headers.get("retry-after"), defects]).toEqual(["1", []]);
  });

  it("caused by a disconnected client are not defects", async () => {
    const upload = request(`${url}/upload`, { method: "POST" });
    upload.on("error", () => undefined);
    upload.write("half of it");
    await until("the server reads", async () => (await countConnections(server)) > 0);
    upload.destroy();
    await until("the server notices", () => broken.length === 1);
    expect(defects).toEqual([]);
  });
});

function countConnections(server: Server): Promise<number> {
  return new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
}
