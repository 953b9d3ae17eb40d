import { expect, it } from "vitest";
import { describePage } from "../support/open-page.js";

describePage("A paper that cannot be shown", (opened) => {
  it.each(["rendered by the server", "asked for by the browser"])("leaves the others as they are: %s", async (way) => {
    const page = await opened.context.newPage();
    const reported: string[] = [];
    page.on("pageerror", ({ message }) => reported.push(message));
    await page.route(
      ({ search }) => search === "?q=adapters",
      async (route) => {
        const response = await route.fetch();
        const html = (await response.text()).replace(
          /(<script id="given"[^>]*>)([\s\S]*?)(<\/script>)/,
          (_, start, json: string, end) => start + withoutAuthors(json) + end,
        );
        const body = html.replace(/(<div id="app">)[\s\S]*(<\/div>\s*<script id="given")/, "$1$2");
        await route.fulfill({ response, body: way === "rendered by the server" ? html : body });
      },
    );
    await page.goto(`${opened.server.url}/?q=adapters`);
    const broken = page.locator("#hits li:first-child article.broken");
    await broken.waitFor();
    expect(await page.locator("#hits article:not(.broken)").count()).toBeGreaterThan(1);
    expect(reported).toHaveLength(1);
    await broken.getByRole("link").click();
    await page.waitForURL(/paper=/);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await page.close();
  });
});

interface Given {
  readonly answer: { readonly hits: readonly { readonly paper: object }[] };
}

/** The first hit has no list of authors. */
function withoutAuthors(json: string): string {
  const given = JSON.parse(json) as Given;
  const [first, ...others] = given.answer.hits;
  const hits = [{ ...first, paper: { ...first!.paper, authors: null } }, ...others];
  return JSON.stringify({ ...given, answer: { ...given.answer, hits } }).replaceAll("<", "\\u003c");
}
