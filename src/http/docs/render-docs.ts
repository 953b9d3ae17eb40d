import type { OpenApiDocument } from "../openapi/document.js";
import { describeType } from "./describe-type.js";
import type { Call } from "./format-curl.js";
import { frameDocument } from "./frame-document.js";
import { type Html, html, renderText } from "./html.js";
import { renderCall } from "./render-call.js";
import { listFields, renderFields } from "./render-fields.js";

/** The API's documentation as one page that needs no script and no network. */
export function renderDocs(document: OpenApiDocument): string {
  const { info } = document;
  const calls = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method, path, operation })),
  );
  const groups = document.tags.map((tag) => ({
    ...tag,
    calls: calls.filter(({ operation }) => operation.tags.includes(tag.name)),
  }));
  return frameDocument({
    title: `${info.title} API`,
    meta: html`<meta name="description" content="Every call of paperkin's HTTP API, with an example." />`,
    root: "./",
    links: html`<a href="docs" aria-current="page">API</a>`,
    content: html`
      <div class="docs frame">
        ${renderContents(groups)}
        <main>
          <h1>API</h1>
          <p class="lead">${info.summary}: version ${info.version}.</p>
          <p>${renderText(info.description)}</p>
          <p>The same as an OpenAPI 3.1 document, for tools: <a href="openapi.json">/openapi.json</a>.</p>
          ${groups.map(
            ({ name, description, calls: members }) =>
              html` <h2 id="${name}"><a class="anchor" href="#${name}">${name}</a></h2>
                <p>${description}</p>
                ${renderCallList(members)} ${members.map((call) => renderCall(call, document.components))}`,
          )}
          ${renderErrors(document)} ${renderShapes(document)}
        </main>
      </div>
    `,
  });
}

interface Group {
  readonly name: string;
  readonly calls: readonly Call[];
}

/** Next to the text on wide screens; narrow ones show only the groups, each followed by its calls. */
function renderContents(groups: readonly Group[]): Html {
  return html`<nav class="contents" aria-label="Contents">
    <ul>
      ${groups.map(
        ({ name, calls }) => html`
          <li>
            <a href="#${name}">${name}</a>
            ${renderCallList(calls)}
          </li>
        `,
      )}
      <li><a href="#Errors">Errors</a></li>
      <li><a href="#Shapes">Shapes</a></li>
    </ul>
  </nav>`;
}

function renderCallList(calls: readonly Call[]): Html {
  return html`<ul class="calls">
    ${calls.map(
      ({ method, path, operation: { operationId } }) => html`
        <li>
          <a href="#${operationId}"
            ><span class="method ${method}">${method === "delete" ? "DEL" : method.toUpperCase()}</span>
            ${path.replace(/^\/v1/, "")}</a
          >
        </li>
      `,
    )}
  </ul>`;
}

function renderErrors({ components }: OpenApiDocument): Html {
  const rows = Object.entries(components.responses).map(([name, { description, content = {}, headers = {} }]) => {
    const [{ schema } = { schema: {} }] = Object.values(content);
    const codes = schema.properties?.["code"]?.enum ?? [];
    const status = schema.properties?.["status"]?.const;
    return html` <tr id="${name}">
      <th scope="row"><code>${String(status)}</code> ${name}</th>
      <td>${codes.map((code) => html`<code>${String(code)}</code> `)}</td>
      <td>
        ${renderText(description)}.${Object.keys(headers).map((header) => html` Comes with <code>${header}</code>.`)}
      </td>
    </tr>`;
  });
  return html` <h2 id="Errors"><a class="anchor" href="#Errors">Errors</a></h2>
    <p>All have the shape of a <a href="#Problem">Problem</a>.</p>
    <table>
      <thead>
        <tr>
          <th scope="col">Status</th>
          <th scope="col">Code</th>
          <th scope="col">When</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
}

function renderShapes({ components }: OpenApiDocument): Html {
  const shapes = Object.entries(components.schemas).map(([name, schema]) => {
    const fields = listFields(schema);
    return html` <section class="shape" id="${name}">
      <h3><a class="anchor" href="#${name}">${name}</a></h3>
      ${schema.description === undefined ? "" : html`<p>${renderText(schema.description)}.</p>`}
      ${fields.length > 0 ? renderFields(fields, "Field") : html`<p>${describeType(schema)}</p>`}
    </section>`;
  });
  return html` <h2 id="Shapes"><a class="anchor" href="#Shapes">Shapes</a></h2>
    <p>The named types of requests and answers.</p>
    ${shapes}`;
}
