import { sitePlaces } from "../../domain/page/site-places.js";
import { type Html, html } from "./html.js";

export interface FramedDocument {
  readonly title: string;
  /** What else its head says. */
  readonly meta: Html;
  /** The way from its address to the page's own documents, such as `./`. */
  readonly root: string;
  /** Links beside those to the places of the page. */
  readonly links?: Html;
  readonly content: Html;
}

/** A document that looks like the page and needs no script. */
export function frameDocument({ title, meta, root, links, content }: FramedDocument): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${meta}
        <title>${title}</title>
        <link rel="icon" href="${root}page/icon.svg" type="image/svg+xml" />
        <script src="${root}page/apply-theme.js"></script>
        <link rel="stylesheet" href="${root}page/docs.css" />
      </head>
      <body>
        <header class="head frame">
          <a class="name" href="${root}">paperkin</a>
          <button class="places-button" type="button" popovertarget="places">Menu</button>
          <nav class="places" id="places" popover="auto" aria-label="Places">
            ${sitePlaces.map(({ address, name }) => html`<a href="${root}${address.replace("./", "")}">${name}</a>`)}${links}
          </nav>
        </header>
        ${content}
      </body>
    </html> `.text;
}
