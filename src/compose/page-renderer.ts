import { pathToFileURL } from "node:url";
import type { CreatePageRenderer } from "../domain/page/render-page.js";
import { findPackageFile } from "../package-files.js";

/** Loads the components of the page, which the build bundles for this process as well as for browsers. */
export async function loadPageRenderer(): Promise<CreatePageRenderer> {
  const file = findPackageFile("dist/page/render-page.js");
  const bundle = (await import(pathToFileURL(file).href)) as { readonly createPageRenderer: CreatePageRenderer };
  return bundle.createPageRenderer;
}
