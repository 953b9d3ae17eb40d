/** The last questions of this reader, newest first. They stay in this browser. */
export interface OwnQuestions {
  list(): readonly string[];
  remember(question: string): void;
  forget(): void;
}

const key = "paperkin.questions";
const maxKept = 20;

export function createOwnQuestions(): OwnQuestions {
  return {
    list: readQuestions,
    remember(question) {
      const others = readQuestions().filter((other) => other !== question);
      write(JSON.stringify([question, ...others].slice(0, maxKept)));
    },
    forget: () => write("[]"),
  };
}

/** A browser may deny storage, and its content may be from anybody. */
function readQuestions(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter((item) => typeof item === "string") : [];
  } catch {
    return [];
  }
}

function write(text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // The questions are not kept.
  }
}
