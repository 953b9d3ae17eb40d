import { describe, expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";
import { xmlFiles } from "../../support/xml-files.js";

describe.each(xmlFiles)("$name", ({ format, text, titles }) => {
  const readTitles = async (content: string | Uint8Array) => {
    const source = await readSource(content);
    return [source.format, source.papers.map(({ title }) => title)];
  };

  it("is recognised in UTF-16, and after a long comment that names other formats", async () => {
    const body = text.replace(/^<\?xml[^>]*\?>/, "");
    const comment = `<!-- <OAI-PMH> <feed> <PubmedArticle> ${"=".repeat(30_000)} -->`;
    expect(await readTitles(`${comment}\n${body}`)).toEqual([format, titles]);
    expect(await readTitles(Buffer.from(`\uFEFF${body}`, "utf16le"))).toEqual([format, titles]);
  });

  it("is recognised with a prefix at every element, and without line breaks", async () => {
    const prefixed = text.replace(/<(\/?)([a-zA-Z])(?![\w-]*:)/g, "<$1p:$2").replace(/>\s+</g, "><");
    expect(await readTitles(prefixed)).toEqual([format, titles]);
  });
});

it.each([
  "<catalogue><book><title>Tides</title></book></catalogue>",
  "<rdf:RDF><dc:title>Tides</dc:title></rdf:RDF>",
  "<!-- only a comment",
])("%s has no format", async (text) => {
  await expect(readSource(text)).rejects.toMatchObject({ code: "bad_input" });
});
