import type { OperationExample } from "../operation.js";

export const statsExample: OperationExample = {
  answer: {
    version: "0.1.0",
    papers: { papers: 76, embedded: 76, waiting: 0, failed: 0, withheld: 0 },
    model: { id: "bge-small-en-v1.5", dimensions: 384 },
    indexes: { keyword: 76, vector: 76 },
    queue: { ready: true, outstanding: 0, detail: "PGlite in data/queue" },
  },
};

export const healthExample: OperationExample = { answer: { ok: true } };

export const readinessExample: OperationExample = {
  answer: {
    ready: true,
    papers: { papers: 76, byWords: 76, byMeaning: 76 },
    checks: {
      disk: { ok: true, detail: "73.1 GB free" },
      queue: { ok: true, detail: "PGlite in data/queue" },
      keywordIndex: { ok: true, detail: "76 of 76 papers" },
      vectorIndex: { ok: true, detail: "76 of 76 embedded papers" },
      model: { ok: true, detail: "bge-small-en-v1.5" },
    },
  },
};

export const metricsExample: OperationExample = {
  answer:
    '# HELP paperkin_papers Papers by state of their vector\n# TYPE paperkin_papers gauge\npaperkin_papers{state="embedded"} 76\npaperkin_papers{state="waiting"} 0\n',
};

export const openApiExample: OperationExample = {
  answer: { openapi: "3.1.0", info: { title: "paperkin", version: "0.1.0" }, paths: { "/healthz": { get: {} } } },
};

export const docsExample: OperationExample = { answer: '<!doctype html>\n<html lang="en">\n…' };
