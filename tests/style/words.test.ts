import { describe, expect, it } from "vitest";
import { readSourceFiles } from "./source-files.js";
import { checkFinished, checkMachine } from "./words.js";

describe("the words of the project", () => {
  it("contain no marks of unfinished work", () => {
    const code = readSourceFiles(["src", "workers", "models"], /\.(tsx?|html|css)$/);
    expect(code.flatMap(checkFinished)).toEqual([]);
  });

  it("contain no machine paths and no package registries", () => {
    const text = /(^|\/)(Dockerfile|run|[\w.-]+\.(ts|mjs|json|md|yml|html|css|sh)|\.\w+)$/;
    expect(readSourceFiles([""], text).flatMap(checkMachine)).toEqual([]);
  });
});

describe("the checks of words", () => {
  const file = (text: string) => ({ path: "src/a.ts", text });

  it.each(["// TODO: later", "// fixme", 'throw new Error("Not implemented")', "a placeholder for now"])(
    "find unfinished work in %s",
    (text) => expect(checkFinished(file(text))).toHaveLength(1),
  );

  it("allow form fields and longer words", () => {
    expect(checkFinished(file('<input placeholder="a"> input.placeholder; todos; placeholders'))).toEqual([]);
  });

  it("find machine paths", () => {
    const path = (...parts: string[]) => `/${parts.join("/")}`;
    expect(checkMachine(file(`cd ${path("work", "main")}; "${path("home", "someone", "x")}"`))).toHaveLength(2);
    expect(checkMachine(file("https://example.org/home/x ./work/x src/root/x /home"))).toEqual([]);
  });

  it("find registry hosts", () => {
    const host = (...parts: string[]) => `https://${parts.join(".")}/x`;
    expect(checkMachine(file(`${host("registry", "npmjs", "org")} ${host("my-nexus", "corp")}`))).toHaveLength(2);
    expect(checkMachine(file("https://huggingface.co/a https://github.com/b the registry. Then"))).toEqual([]);
  });
});
