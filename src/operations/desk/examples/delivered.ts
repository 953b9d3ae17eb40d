import type { OperationExample } from "../../operation.js";
import { curriculumPaper } from "../../examples/sample-papers.js";

const params = { token: "q9mZ3uV0c1sT7kXyL2wB8dFhJ4nPrE6a" };

export const atomExample: OperationExample = {
  params,
  answer: `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  …
  <title>paperkin: your inbox</title>
  …
</feed>
`,
};

export const jsonFeedExample: OperationExample = {
  params,
  answer: {
    version: "https://jsonfeed.org/version/1.1",
    title: "paperkin: your inbox",
    home_page_url: "http://127.0.0.1:3000/following",
    feed_url: `http://127.0.0.1:3000/v1/feeds/${params.token}.json`,
    authors: [{ name: "paperkin" }],
    items: [
      {
        id: "urn:uuid:0f2b9c1e-7a44-8d13-a2c5-5e9b6d8f7a10",
        url: `http://127.0.0.1:3000/?paper=${encodeURIComponent(curriculumPaper.id)}`,
        external_url: curriculumPaper.url,
        title: curriculumPaper.title,
        content_text: "…",
        date_published: "2026-11-30T19:58:12.000Z",
        authors: [{ name: curriculumPaper.authors[0] }],
        tags: curriculumPaper.categories,
      },
    ],
  },
};

export const linkPageExample: OperationExample = { params, answer: "<!doctype html>\n…\n" };
