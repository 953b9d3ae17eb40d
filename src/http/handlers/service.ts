import type { serviceOperations } from "../../operations/service.js";
import type { Services } from "../../services/services.js";
import { addressExamples } from "../docs/find-origin.js";
import { renderDocs } from "../docs/render-docs.js";
import type { OwnHandlers } from "../handler.js";
import type { Keyring } from "../access/keyring.js";
import type { Metrics } from "../metrics.js";
import { type DescribeOptions, describeOperations } from "../openapi/describe-operations.js";
import type { OpenApiDocument } from "../openapi/document.js";

export interface ServiceOptions extends DescribeOptions {
  readonly services: Services;
  readonly metrics: Metrics;
  readonly keyring: Keyring;
}

export function createServiceHandlers({
  services,
  metrics,
  ...options
}: ServiceOptions): OwnHandlers<typeof serviceOperations> {
  let document: OpenApiDocument | undefined;
  let page: string | undefined;
  const readDocument = () => (document ??= describeOperations(options));
  return {
    readHealth: async () => ({ ok: true }),
    async readReadiness({ response }) {
      const [readiness, mail] = await Promise.all([services.readReadiness(), services.delivery.findMailTrouble()]);
      // Without mails, questions are answered all the same.
      const checks = { ...readiness.checks, ...(mail !== undefined && { mail: { ok: false, detail: mail } }) };
      response.status(readiness.ready ? 200 : 503).json({ ...readiness, checks });
    },
    async readMetrics({ response }) {
      const { text, contentType } = await metrics.render();
      response.set("Content-Type", contentType).send(text);
    },
    async readOpenApi({ response }) {
      response.json(readDocument());
    },
    async readDocs({ request, response }) {
      page ??= renderDocs(readDocument());
      response.vary("Host, X-Forwarded-Host, X-Forwarded-Proto").type("html");
      response.send(addressExamples(page, request, options.basePath ?? ""));
    },
  };
}
