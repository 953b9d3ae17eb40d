import { expect, it } from "vitest";
import { checkOptionalPackages, type LockFile } from "./lock-file.js";
import { readRequired } from "./source-files.js";

it("package-lock.json locks the optional packages of every platform", () => {
  expect(checkOptionalPackages(JSON.parse(readRequired("package-lock.json")) as LockFile)).toEqual([]);
});

it("the check finds an optional package that is not locked", () => {
  const packages = {
    "node_modules/a": { optionalDependencies: { "@a/linux": "1.0.0", "@a/darwin": "1.0.0" } },
    "node_modules/@a/linux": {},
  };
  expect(checkOptionalPackages({ packages })).toHaveLength(1);
});
