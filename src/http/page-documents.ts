import express, { type Express } from "express";

/** The documents of the web page: each has an address, and its files lie in the page's folder. */
export const pageDocuments: readonly { readonly path: string; readonly file: string }[] = [
  { path: "/", file: "index.html" },
  { path: "/map", file: "map.html" },
];

/** @param pageDir the folder of the documents and of the files they load from `/page` */
export function mountPage(app: Express, pageDir: string): void {
  for (const { path, file } of pageDocuments)
    app.get(path, (_request, response) => response.sendFile(file, { root: pageDir }));
  app.use("/page", express.static(pageDir, { index: false }));
}
