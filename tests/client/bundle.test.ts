import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";

const maxBytes = 20_000;

it("the client is one small file for browsers that contains no package", async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: ["src/client/index.ts"],
    bundle: true,
    minify: true,
    metafile: true,
    write: false,
    format: "esm",
    platform: "browser",
  });
  const [bundle] = outputFiles;
  expect(bundle?.contents.length).toBeGreaterThan(1_000);
  expect(bundle?.contents.length).toBeLessThan(maxBytes);
  expect(gzipSync(bundle?.contents ?? "").length).toBeLessThan(maxBytes / 4);
  expect(Object.keys(metafile.inputs).filter((path) => !path.startsWith("src/"))).toEqual([]);
});
