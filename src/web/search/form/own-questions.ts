import { createStoredValue } from "../../shared/stored-value.js";

const maxKept = 20;

/** The last questions of this reader, newest first. They stay in this browser. */
export const ownQuestions = createStoredValue<readonly string[]>({
  name: "paperkin.questions",
  initial: [],
  parse: parseQuestions,
  format: (questions) => JSON.stringify(questions),
});

export function rememberQuestion(question: string): void {
  const others = ownQuestions.read().filter((other) => other !== question);
  ownQuestions.save([question, ...others].slice(0, maxKept));
}

/** What is stored may be from anybody. */
function parseQuestions(text: string | null): readonly string[] {
  try {
    const kept: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(kept) ? kept.filter((item) => typeof item === "string") : [];
  } catch {
    return [];
  }
}
