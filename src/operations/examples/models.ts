import type { OperationExample } from "../operation.js";

const bge = { id: "bge-small-en-v1.5", dimensions: 384 };
const miniLm = { id: "all-MiniLM-L6-v2", dimensions: 384 };
const complete = { embedded: 76, failed: 0, missing: 0 };

const inProgress = {
  model: bge,
  otherModel: {
    ...miniLm,
    state: "embedding",
    embedded: 15,
    failed: 0,
    missing: 61,
    papersPerSecond: 81,
    etaSeconds: 1,
  },
};

export const readModelsExample: OperationExample = { answer: inProgress };

export const changeModelExample: OperationExample = {
  body: { model: miniLm.id },
  answer: { model: bge, otherModel: { ...miniLm, state: "embedding", embedded: 0, failed: 0, missing: 76 } },
};

export const compareModelsExample: OperationExample = {
  body: { queries: ["fine-tuning with few trainable parameters"] },
  answer: {
    model: bge.id,
    otherModel: miniLm.id,
    embedded: { papers: 76, model: 76, otherModel: 76 },
    overlapAt10: 0.67,
    queries: [
      {
        query: "fine-tuning with few trainable parameters",
        overlap: 0.67,
        model: ["arxiv:2106.09685", "arxiv:2104.08691", "arxiv:1902.00751"],
        otherModel: ["arxiv:2106.09685", "arxiv:1902.00751", "arxiv:2305.14314"],
      },
    ],
  },
};

export const switchModelExample: OperationExample = {
  answer: { model: miniLm, otherModel: { ...bge, state: "kept", ...complete } },
};

export const rollBackModelExample: OperationExample = {
  answer: { model: bge, otherModel: { ...miniLm, state: "kept", ...complete } },
};

export const dropModelExample: OperationExample = {
  answer: { model: bge, otherModel: { ...miniLm, state: "dropping", ...complete } },
};
