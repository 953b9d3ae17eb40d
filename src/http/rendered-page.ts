import { AppError } from "../errors.js";
import type { RenderedPage } from "../domain/page/render-page.js";

/** Puts what was rendered into the document of the page. */
export function fillDocument(document: string, { head, app, shown, given }: RenderedPage): string {
  const parts: Readonly<Record<string, string>> = {
    "<!--head-->": head,
    'data-view="home"': `data-view="${shown}"`,
    "<!--app-->": app,
    "<!--given-->": given,
  };
  const pieces = document.split(/(<!--head-->|data-view="home"|<!--app-->|<!--given-->)/);
  if (pieces.length !== 2 * Object.keys(parts).length + 1)
    throw new AppError("internal", "The document of the page has other places to fill than were rendered.");
  return pieces.map((piece) => parts[piece] ?? piece).join("");
}
