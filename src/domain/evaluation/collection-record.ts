import { z } from "zod";
import { cutCharacters } from "../text/cut-text.js";
import { type PaperInput, paperLimits } from "../paper/paper.js";
import { type SentenceRole, sentenceRoles } from "../text/sentence-roles.js";
import type { Judgements } from "./ranking-metrics.js";

/** A question in words, or a paper to find similar papers to, among all papers or a pool of candidates. */
export type Question =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "paper";
      readonly paper: string;
      readonly pool?: readonly string[];
      readonly aspect?: SentenceRole;
    };

/** A query and its relevant documents; ids are those of the collection. */
export interface JudgedQuery {
  readonly id: string;
  readonly question: Question;
  readonly judgements: Judgements;
  /** The query's own document, which is never a hit. */
  readonly own?: string;
}

/** Some collections number their documents and queries. */
const idSchema = z.union([z.string().trim().min(1), z.number()]).transform(String);

const queryFields = z.object({
  _id: idSchema,
  text: z.string().nullish(),
  paper: idSchema.nullish(),
  pool: z.array(idSchema).nullish(),
  // Other collections may use this name for something else.
  aspect: z.enum(sentenceRoles).nullish().catch(undefined),
});

/** If a query has both a paper and a text, the paper is used: the text is for readers. */
export const queryRecordSchema = queryFields.transform(({ _id: id, text, paper, pool, aspect }, context) => {
  const question = makeQuestion({
    text: text?.trim(),
    paper: paper ?? undefined,
    pool: pool ?? undefined,
    aspect: aspect ?? undefined,
  });
  if (question) return { id, question };
  context.addIssue({ code: "custom", message: "expected a text or a paper" });
  return z.NEVER;
});

export const documentRecordSchema = z
  .object({ _id: idSchema, title: z.string().nullish(), text: z.string().nullish() })
  .transform(({ _id: id, title, text }) => ({ id, title: repairText(title), text: repairText(text) }));
export type DocumentRecord = z.output<typeof documentRecordSchema>;

interface QuestionFields {
  readonly text: string | undefined;
  readonly paper: string | undefined;
  readonly pool: readonly string[] | undefined;
  readonly aspect: SentenceRole | undefined;
}

function makeQuestion({ text, paper, pool, aspect }: QuestionFields): Question | undefined {
  if (paper !== undefined) {
    return { kind: "paper", paper, ...(pool && { pool: [...new Set(pool)] }), ...(aspect && { aspect }) };
  }
  return text ? { kind: "text", text } : undefined;
}

export interface ComposedPaper {
  readonly paper: PaperInput;
  /** Whether the text was cut to the maximum length of a paper. */
  readonly cut: boolean;
}

/**
 * Converts a document to a paper. Without a title, the beginning of the text becomes the title and the rest the
 * abstract, so that every word counts once. `undefined` for a document without text.
 */
export function composePaper({ title, text }: DocumentRecord, id: string): ComposedPaper | undefined {
  const [head, body] = title === "" ? splitBeginning(text) : [title, text];
  if (head === "") return undefined;
  const paper = {
    id,
    title: cutCharacters(head, paperLimits.titleLength),
    abstract: cutCharacters(body, paperLimits.abstractLength),
  };
  const cut = head.length > paperLimits.titleLength || body.length > paperLimits.abstractLength;
  return { paper, cut };
}

/** A document with broken bytes is still worth measuring, so they are removed. */
function repairText(text: string | null | undefined): string {
  return (text ?? "").replace(/\uFFFD|\p{Cs}/gu, " ").trim();
}

const maxBeginningLength = 250;

/** The first sentence, or as many whole words as fit. */
function splitBeginning(text: string): [beginning: string, rest: string] {
  if (text.length <= maxBeginningLength) return [text, ""];
  const start = cutCharacters(text, maxBeginningLength);
  const sentence = /^.{20,}?[.!?](?=\s)/su.exec(start)?.[0] ?? /^.+(?=\s)/su.exec(start)?.[0] ?? start;
  return [sentence.trim(), text.slice(sentence.length).trim()];
}
