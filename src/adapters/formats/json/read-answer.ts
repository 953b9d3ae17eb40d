import type { z } from "zod";
import { joinBytes } from "../../../domain/sources/peek-source.js";
import { parseJson } from "../../../domain/text/json/parse-json.js";
import { AppError } from "../../../errors.js";

/** The whole answer of a service. Throws `unavailable` for any other than expected, such as a page about an outage. */
export async function readJsonAnswer<Answer>(
  body: AsyncIterable<Uint8Array>,
  { address, schema, what }: { readonly address: string; readonly schema: z.ZodType<Answer>; readonly what: string },
): Promise<Answer> {
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  const parsed = schema.safeParse(parseJson(new TextDecoder().decode(joinBytes(parts))));
  if (!parsed.success) throw new AppError("unavailable", `${address} returned something other than ${what}.`);
  return parsed.data;
}
