import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pagePapers } from "../support/page-papers.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

let server: TestServer;
let locked: TestServer;
beforeAll(async () => {
  server = await startTestServer({ papers: [...pagePapers] });
  locked = await startTestServer({ papers: [...pagePapers], apiKeys: ["a key"] });
});
afterAll(async () => {
  await server?.close();
  await locked?.close();
});

async function open(path: string, { url } = server) {
  const response = await fetch(url + path);
  return { status: response.status, headers: response.headers, html: await response.text() };
}

/** The content of an element of the head. */
function readMeta(html: string, name: string): string[] {
  const tags = [...html.matchAll(/<meta (?:name|property)="([^"]*)" content="([^"]*)"/g)];
  return tags.flatMap(([, own, content = ""]) => (own === name ? [content] : []));
}

/** What COinS in the document say. */
function readCoins(html: string): URLSearchParams[] {
  return [...html.matchAll(/class="Z3988" title="([^"]*)"/g)].map(
    ([, title = ""]) => new URLSearchParams(title.replaceAll("&amp;", "&")),
  );
}

function readGiven(html: string): Record<string, unknown> {
  const json = /<script id="given" type="application\/json">([\s\S]*?)<\/script>/.exec(html)?.[1];
  return JSON.parse(json ?? "no answer") as Record<string, unknown>;
}

describe("A document of the page", () => {
  it("has a title and a description of its own, and one address", async () => {
    const { html } = await open("/?offset=20&yearTo=2030&q=glacier&mode=keyword");
    expect(html).toContain("<title>glacier, until 2030 · paperkin</title>");
    expect(readMeta(html, "description")[0]).toMatch(/^25 papers: Glacier survey/);
    expect(readMeta(html, "og:title")).toEqual(["glacier, until 2030 · paperkin"]);
    const address = `${server.url}/?q=glacier&amp;mode=keyword&amp;yearTo=2030`;
    expect(html).toContain(`<link rel="canonical" href="${address}"`);
    expect(readMeta(html, "og:url")).toEqual([address]);
    expect((await open("/")).html).toContain("<title>paperkin: search research papers by meaning</title>");
  });

  it("describes a paper so that reference managers take it over", async () => {
    const { status, html } = await open("/?paper=arxiv%3A1902.00751");
    expect(status).toBe(200);
    expect(readMeta(html, "citation_title")).toEqual(["Adapters for parameter-efficient fine-tuning"]);
    expect(readMeta(html, "citation_author")).toHaveLength(12);
    expect(readMeta(html, "citation_publication_date")).toEqual(["2019"]);
    expect(readMeta(html, "citation_journal_title")).toEqual(["Journal of Adapters"]);
    expect(readMeta(html, "citation_arxiv_id")).toEqual(["1902.00751"]);
    expect(readMeta(html, "citation_pdf_url")).toEqual(["https://arxiv.org/pdf/1902.00751"]);
    expect(readMeta(html, "og:type")).toEqual(["article"]);
    expect(readMeta(html, "citation_abstract")[0]).toMatch(/\S/);
    // Zotero prefers these, which have less.
    expect(readCoins(html)).toEqual([]);
  });

  it("with several papers gives each of them to reference managers, and none for the whole", async () => {
    const { html } = await open("/?q=adapters&mode=keyword");
    expect(readMeta(html, "citation_title")).toEqual([]);
    const hits = html.match(/<article\b/g) ?? [];
    const papers = readCoins(html);
    expect(papers).toHaveLength(hits.length);
    const paper = papers.find((one) => one.get("rft.atitle") === "Adapters for parameter-efficient fine-tuning");
    expect(paper?.getAll("rft.au")).toHaveLength(12);
    expect(paper?.getAll("rft_id")).toContain("info:arxiv/1902.00751");
  });

  it("that is missing is one in HTML, with the status 404", async () => {
    const { status, headers, html } = await open("/?paper=nope");
    expect([status, headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
    expect(html).toContain("Paper not found.");
    expect((await open("/?like=nope")).status).toBe(404);
  });

  it("gives its answer to the browser in JSON that no record can break out of", async () => {
    const { html } = await open("/?q=hostile+record&mode=keyword");
    const { answer } = readGiven(html) as { answer: { hits: { paper: { abstract: string } }[] } };
    expect(answer.hits[0]?.paper.abstract).toContain("<script>window.paperkinWasRun=1</script>");
    expect(html.match(/<(script|img)\b[^>]*>/g)?.filter((tag) => !/page\/|id="given"/.test(tag))).toEqual([]);
  });

  it("comes without papers where a key is required, and is not cached by others", async () => {
    const { status, headers, html } = await open("/?q=adapters", locked);
    expect([status, headers.get("cache-control")]).toEqual([200, "private, no-cache"]);
    expect(readGiven(html)).toEqual({});
    expect(html).not.toContain("Low-rank");
    expect((await open("/?paper=arxiv%3A1902.00751", locked)).html).not.toContain("Ada Author");
  });

  it("has the same ETag while it is the same", async () => {
    const { headers } = await open("/?paper=arxiv%3A1902.00751");
    expect(headers.get("etag")).toBe((await open("/?paper=arxiv%3A1902.00751")).headers.get("etag"));
  });
});
