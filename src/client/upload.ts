import type { PaperInput } from "../domain/paper/paper.js";

/** Encodes papers as newline-delimited JSON, one chunk per paper. */
export async function* encodeLines(papers: AsyncIterable<PaperInput>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const paper of papers) yield encoder.encode(`${JSON.stringify(paper)}\n`);
}

export interface Upload {
  readonly stream: ReadableStream<Uint8Array>;
  /** The error of the source, because fetch reports only that it failed. */
  readonly failure: { readonly error: unknown } | undefined;
}

/** A request body that reads from its source no faster than the server reads it. */
export function createUpload(chunks: AsyncIterable<Uint8Array>): Upload {
  const source = chunks[Symbol.asyncIterator]();
  const upload: { -readonly [Name in keyof Upload]: Upload[Name] } = {
    failure: undefined,
    stream: new ReadableStream<Uint8Array>({
      async pull(controller) {
        try {
          const { done, value } = await source.next();
          if (done === true) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          upload.failure = { error };
          controller.error(error);
        }
      },
      async cancel() {
        await source.return?.();
      },
    }),
  };
  return upload;
}
