import type { HeadTag } from "../app/page-metadata.js";

export function Head({ title, tags }: { readonly title: string; readonly tags: readonly HeadTag[] }) {
  return (
    <>
      <title>{title}</title>
      {tags.map(({ tag: Tag, ...attributes }) => (
        <Tag {...attributes} data-page />
      ))}
    </>
  );
}

/** JSON that cannot end the element that it stands in. */
export function escapeJson(given: object): string {
  return JSON.stringify(given).replaceAll("<", "\\u003c");
}
