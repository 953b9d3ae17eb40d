import type { OperationExample } from "../operation.js";

const params = { token: "q9mZ3uV0c1sT7kXyL2wB8dFhJ4nPrE6a" };

export const atomExample: OperationExample = {
  params,
  answer: `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>urn:uuid:0f2b9c1e-7a44-8d13-a2c5-5e9b6d8f7a10</id>
  <title>paperkin: your inbox</title>
  <updated>2026-11-30T19:58:12.000Z</updated>
  …
</feed>
`,
};

export const jsonFeedExample: OperationExample = {
  params,
  answer: '{"version":"https://jsonfeed.org/version/1.1","title":"paperkin: your inbox","items":[…]}\n',
};

export const linkPageExample: OperationExample = { params, answer: "<!doctype html>…\n" };
export const confirmExample: OperationExample = linkPageExample;
export const unsubscribeExample: OperationExample = linkPageExample;
