import type { Answer, JsonSchema, OpenApiDocument, Reference } from "../openapi/document.js";
import { describeType, nameOf } from "./describe-type.js";
import { type Call, formatCurl } from "./format-curl.js";
import { type Html, html, renderText } from "./html.js";
import { type Field, listFields, renderFields } from "./render-fields.js";

type Components = OpenApiDocument["components"];

/** One call: summary, parameters, answers, errors and an example. */
export function renderCall(call: Call, components: Components): Html {
  const { method, path, operation } = call;
  const { operationId, summary, description, parameters } = operation;
  const fields: readonly Field[] = parameters;
  return html` <section class="call" id="${operationId}">
    <h3>
      <a class="anchor" href="#${operationId}"
        ><span class="method ${method}">${method.toUpperCase()}</span> <code>${renderPath(path)}</code></a
      >
    </h3>
    <p class="lead">${renderText(summary)}.</p>
    ${description === undefined ? "" : html`<p>${renderText(description)}</p>`}
    <div class="sides">
      <div>
        ${renderFields(
          fields.filter((_, index) => parameters[index]?.in === "path"),
          "In the path",
        )}
        ${renderFields(
          fields.filter((_, index) => parameters[index]?.in === "query"),
          "Parameter",
        )}
        ${renderBodies(call, components)} ${renderAnswers(call, components)}
      </div>
      <div class="examples">${renderExamples(call)}</div>
    </div>
  </section>`;
}

function renderPath(path: string): Html {
  return html`${path.split("/").map((part, index) => (index === 0 ? part : html`/<wbr />${part}`))}`;
}

function renderBodies({ operation }: Call, { schemas }: Components): Html {
  const content = Object.entries(operation.requestBody?.content ?? {});
  return html`${content.map(([type, { schema }]) => {
    if (type !== "application/json") return html`<p>Or the body as <code>${type}</code>.</p>`;
    const named = schema.$ref === undefined ? schema : (schemas[nameOf(schema.$ref)] ?? {});
    return renderFields(listFields(named), "In the JSON body");
  })}`;
}

function renderAnswers({ operation }: Call, { responses }: Components): Html {
  const rows = Object.entries(operation.responses).map(([status, answer]) =>
    "$ref" in answer ? renderError(status, answer, responses[nameOf(answer.$ref)]) : renderAnswer(status, answer),
  );
  return html`<table class="answers">
    <thead>
      <tr>
        <th scope="col">Answer</th>
        <th scope="col">Content</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function renderAnswer(status: string, { description, content = {} }: Answer): Html {
  const shapes = Object.entries(content).map(([type, { schema }]) =>
    type === "application/json" ? html`${describeType(schema)} ` : html`<code>${type}</code>${renderEvent(schema)} `,
  );
  return html` <tr>
    <th scope="row"><code>${status}</code></th>
    <td>
      ${description === "The answer" && shapes.length > 0 ? shapes : html`${renderText(description)}${shapes.length > 0 ? ": " : ""}${shapes}`}
    </td>
  </tr>`;
}

function renderEvent({ properties = {} }: JsonSchema): Html {
  const content = properties["data"]?.contentSchema;
  return content ? html`, each event a ${describeType(content)}` : html``;
}

function renderError(status: string, { $ref }: Reference, answer: Answer | undefined): Html {
  const [content] = Object.values(answer?.content ?? {});
  const codes = content?.schema.properties?.["code"]?.enum ?? [];
  return html` <tr>
    <th scope="row"><code>${status}</code></th>
    <td><a href="#${nameOf($ref)}">${nameOf($ref)}</a>: ${codes.map((code) => html`<code>${String(code)}</code> `)}</td>
  </tr>`;
}

function renderExamples(call: Call): Html {
  const { requestBody, responses } = call.operation;
  const types = Object.entries(requestBody?.content ?? {}).flatMap(([type, { example }]) =>
    example === undefined ? [] : [type],
  );
  const commands = types.length > 0 ? types.map((type) => formatCurl(call, type)) : [formatCurl(call)];
  const { status, example } = findExample(responses);
  return html`${commands.map((command) => html`<pre class="request" tabindex="0"><code>${command}</code></pre>`)}
    <pre class="answer" tabindex="0"><span class="status">${status}</span>
<code>${formatExample(example)}</code></pre>`;
}

/** The answer of the example; if there is none, the first successful answer. */
function findExample(responses: Call["operation"]["responses"]) {
  const answers = Object.entries(responses).flatMap(([status, answer]) => {
    if ("$ref" in answer) return [];
    const [content] = Object.values(answer.content ?? {});
    return [{ status, example: content?.example }];
  });
  return answers.find(({ example }) => example !== undefined) ?? answers[0] ?? { status: "", example: undefined };
}

function formatExample(example: unknown): string {
  if (example === undefined) return "";
  return typeof example === "string" ? example.trimEnd() : formatJson(example);
}

/** JSON with an indent of two, except that pairs of numbers stay on one line. */
function formatJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(/\[\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]/g, "[$1, $2]");
}
