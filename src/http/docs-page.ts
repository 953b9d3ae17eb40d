import type { OpenApiDocument, OpenApiOperation } from "./openapi.js";

/** The API's documentation as one page that needs no script and no network. */
export function renderDocs({ info, paths }: OpenApiDocument): string {
  const sections = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) =>
      renderOperation(`${method.toUpperCase()} ${path}`, operation),
    ),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(info.title)} API</title>
<link rel="icon" href="/page/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page/theme.css">
<link rel="stylesheet" href="/page/base.css">
<link rel="stylesheet" href="/page/docs.css">
</head>
<body class="docs">
<header class="head frame"><a class="name" href="/">${escape(info.title)}</a></header>
<main class="frame">
<h1>${escape(info.title)} API ${escape(info.version)}</h1>
<p>${escape(info.description)} The same as a document for tools: <a href="/openapi.json">/openapi.json</a>.
Errors are <code>application/problem+json</code> with <code>type, title, status, detail, code</code> and, for bad input, <code>errors</code>.</p>
${sections.join("\n")}
</main>
</body>
</html>
`;
}

function renderOperation(call: string, operation: OpenApiOperation): string {
  const rows = operation.parameters.map(({ name, required, schema, description }) => {
    const facts = [required ? "required" : "", description ?? "", describeSchema(schema)].filter((fact) => fact !== "");
    return `<tr><td><code>${escape(name)}</code></td><td>${escape(facts.join("; "))}</td></tr>`;
  });
  const table = rows.length > 0 ? `<table>${rows.join("")}</table>` : "";
  const details = [renderSchema("Body", operation.requestBody), renderSchema("Answers", operation.responses)].join("");
  return `<section><h2><code>${escape(call)}</code></h2><p>${escape(operation.summary)}</p>${table}${details}</section>`;
}

function describeSchema(schema: unknown): string {
  return JSON.stringify(schema).replaceAll('"', "");
}

function renderSchema(title: string, schema: unknown): string {
  if (schema === undefined) return "";
  return `<details><summary>${title}</summary><pre>${escape(JSON.stringify(schema, undefined, 2))}</pre></details>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
