import type { RequestHandler } from "express";

/**
 * Serves everything below a path such as `/papers` too, for a proxy that forwards only that path. Addresses without it
 * stay valid, because some proxies remove it.
 */
export function removeBasePath(basePath: string): RequestHandler {
  const last = basePath.slice(basePath.lastIndexOf("/") + 1);
  return (request, response, next) => {
    const [path = "", ...query] = request.url.split("?");
    // Links of the page are relative, so that its address must end with a slash.
    if (basePath !== "" && path === basePath) return response.redirect(308, [`${last}/`, ...query].join("?"));
    if (basePath !== "" && path.startsWith(`${basePath}/`)) request.url = request.url.slice(basePath.length);
    next();
  };
}
