import type { Request } from "express";
import type { Problem } from "../domain/http/problem.js";
import { frameDocument } from "./docs/frame-document.js";
import { html } from "./docs/html.js";

/** Whether a problem is shown to a person: programs ask for JSON or for anything, and the API always answers in JSON. */
export function wantsPage(request: Request): boolean {
  const isProgram = /^\/(v1|mcp)(\/|$)/i.test(request.path);
  return !isProgram && request.accepts(["application/problem+json", "application/json", "text/html"]) === "text/html";
}

/** A problem as a page, with a way on. It needs no script. */
export function renderProblem({ status, detail }: Problem, request: Request): string {
  const root = findRoot(request.path);
  const { title, advice } = words[status] ?? { title: "This did not work", advice: detail };
  return frameDocument({
    title: `${title} · paperkin`,
    meta: html`<meta name="robots" content="noindex" />`,
    root,
    content: html`
      <main class="problem frame">
        <p class="status-line">${status}</p>
        <h1>${title}</h1>
        <p>${advice}</p>
        <form role="search" action="${root}">
          <label class="unseen" for="query">Search papers</label>
          <input id="query" name="q" type="search" maxlength="2000" placeholder="What are you looking for?" />
          <button class="strong" type="submit">Search</button>
        </form>
        <p class="links"><a href="${root}">Start page</a> <a href="${root}docs">API</a></p>
      </main>
    `,
  });
}

/** Relative, because a proxy may serve this below a path that only the browser knows. */
function findRoot(path: string): string {
  const depth = path.split("/").length - 2;
  return depth > 0 ? "../".repeat(depth) : "./";
}

/** What a reader can do; other problems say it themselves. */
const words: Readonly<Record<number, { readonly title: string; readonly advice: string }>> = {
  404: {
    title: "There is no such page",
    advice: "The address may be mistyped, or what was here is gone. Papers are found by a search.",
  },
  405: {
    title: "This page is only for reading",
    advice: "Open it in the address bar instead of sending something to it.",
  },
  413: { title: "This is too large", advice: "Files of any size can be added on the page “Add papers”." },
  500: { title: "The server failed to answer", advice: "The server’s log says why. Try again in a moment." },
  503: { title: "The server is busy", advice: "Try again in a moment." },
};
