import { expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";

const feed = (...entries: readonly string[]) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Query</title>${entries.join("")}</feed>`;

it("refuses the entry that arXiv answers a wrong query with, and names arXiv's reason", async () => {
  const error = `<entry><id>https://arxiv.org/api/errors#start_must_be_an_integer</id><title>Error</title>
    <summary>start must be an integer</summary><author><name>arXiv api core</name></author></entry>`;
  const paper = `<entry><id>http://arxiv.org/abs/2101.00001v1</id><title>Error bars of sand</title></entry>`;
  expect((await readSource(feed(error, paper))).records).toMatchObject([
    { line: 1, reason: "arXiv rejected the query: start must be an integer" },
    { line: 2, value: { title: "Error bars of sand", arxivId: "http://arxiv.org/abs/2101.00001v1" } },
  ]);
});

it("refuses the feed of another site by its name", async () => {
  const entry = "<entry><id>https://example.org/news/1</id><title>News of sand</title></entry>";
  await expect(readSource(feed(entry))).rejects.toThrow(/Atom feed/);
});

it("reads titles with elements in order", async () => {
  const entry = `<entry><id>http://arxiv.org/abs/2101.00001v1</id>
    <title type="xhtml"><div>Uptake of <i>CO<sub>2</sub></i> in dunes</div></title></entry>`;
  expect((await readSource(feed(entry))).papers).toMatchObject([{ title: "Uptake of CO2 in dunes" }]);
});
