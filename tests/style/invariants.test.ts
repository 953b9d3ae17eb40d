import { describe, expect, it } from "vitest";
import {
  checkClock,
  checkDomainImports,
  checkEnvironment,
  checkErrorMessages,
  checkOutput,
  checkStatuses,
  checkWiring,
} from "./invariants.js";
import { readSourceFiles } from "./source-files.js";

const code = readSourceFiles(["src", "workers", "models"], /\.tsx?$/);
const domain = code.filter(({ path }) => path.startsWith("src/domain/"));
const wiring = code.filter(({ path }) => path.startsWith("src/compose/"));
const service = code.filter(({ path }) => !path.startsWith("src/web/"));

describe("the invariants", () => {
  it("let only config.ts read the environment", () => expect(code.flatMap(checkEnvironment)).toEqual([]));

  it("keep I/O out of the domain", () => expect(domain.flatMap(checkDomainImports)).toEqual([]));

  it("keep clocks out of the domain", () => expect(domain.flatMap(checkClock)).toEqual([]));

  it("keep status codes in http/", () => expect(code.flatMap(checkStatuses)).toEqual([]));

  it("leave stdout to terminal/ and the logger", () => expect(service.flatMap(checkOutput)).toEqual([]));

  it("recognise no error by its message", () => expect(code.flatMap(checkErrorMessages)).toEqual([]));

  it("keep errors and messages out of compose/", () => {
    expect(wiring.length).toBeGreaterThan(0);
    expect(wiring.flatMap(checkWiring)).toEqual([]);
  });
});

describe("the checks of invariants", () => {
  const file = (text: string, path = "src/domain/a.ts") => ({ path, text });

  it.each(["process.env.PORT", 'process["env"]', "const { env } = process", "f(process.env)"])(
    "find the environment read in %s",
    (text) => expect(checkEnvironment(file(text))).toHaveLength(1),
  );

  it("let config.ts, comments and strings mention the environment", () => {
    expect(checkEnvironment(file("process.env.PORT", "src/config.ts"))).toEqual([]);
    expect(checkEnvironment(file('// process.env\nconst a = "process.env";'))).toEqual([]);
  });

  it("find I/O in the domain, but allow hashing", () => {
    expect(checkDomainImports(file('import "node:fs"; import "node:net"; await import("node:http");'))).toHaveLength(3);
    expect(checkDomainImports(file('import { createHash } from "node:crypto"; import { z } from "zod";'))).toEqual([]);
  });

  it("find a clock in the domain, but allow dates passed to it", () => {
    expect(checkClock(file("new Date(); Date.now(); const at = performance.now;"))).toHaveLength(3);
    expect(checkClock(file("new Date(text); Date.parse(text);"))).toEqual([]);
  });

  it("find status codes outside http/", () => {
    const text = "response.status(404); answer.statusCode === 200; reply.sendStatus(204);";
    expect(checkStatuses(file(text, "src/services/a.ts"))).toHaveLength(3);
    expect(checkStatuses(file(text, "src/http/handlers/a.ts"))).toEqual([]);
    expect(checkStatuses(file("row.status === 'done'", "src/services/a.ts"))).toEqual([]);
  });

  it("find writes to stdout, but allow terminal detection", () => {
    expect(checkOutput(file('console.log("a"); process.stdout.write("b"); send(process.stdout);'))).toHaveLength(3);
    expect(checkOutput(file("process.stdout.isTTY; (a ? process.stdout : b).isTTY; process.stderr.write(c);"))).toEqual(
      [],
    );
    expect(checkOutput(file('console.log("a")', "src/terminal/a.ts"))).toEqual([]);
  });

  it.each([
    "/closed/.test(error.message)",
    'describeError(error).includes("closed")',
    'error.message === "closed"',
    '(thrown as Error).message.startsWith("There is no")',
    "pattern.test(describeError(cause))",
  ])("find an error recognised by its message in %s", (text) => expect(checkErrorMessages(file(text))).toHaveLength(1));

  it("allow showing a message, and recognising an error by its code", () => {
    const text = "log(error.message); error.code === 'ENOENT'; message !== told.message; text.includes(source);";
    expect(checkErrorMessages(file(text))).toEqual([]);
  });

  it("find an error worded by the wiring, but allow passing one on", () => {
    expect(checkWiring(file('throw new AppError("conflict", "No."); throw new Error("no");'))).toHaveLength(2);
    expect(checkWiring(file("throw error; new Map();"))).toEqual([]);
  });
});
