import { useRef, useState } from "preact/hooks";
import { arxivCategories, locateCategory } from "./arxiv-categories.js";
import type { FollowWish } from "./follow-wish.js";

const choices = {
  question: { name: "A question", hint: "sparse attention for long documents" },
  author: { name: "An author", hint: "Grace Hopper" },
  venue: { name: "A venue", hint: "ICML" },
  category: { name: "An arXiv category", hint: "cs.IR, or Information Retrieval" },
  source: { name: "Another source", hint: "oai:https://example.org/oai?set=theses" },
} as const;
type Choice = keyof typeof choices;

/** Asks what is to be followed. */
export function AskForm({ onAsk }: { readonly onAsk: (wish: FollowWish) => void }) {
  const [kind, setKind] = useState<Choice>("question");
  const field = useRef<HTMLInputElement>(null);
  const send = (event: Event) => {
    event.preventDefault();
    const wish = readField(kind, field.current?.value.trim() ?? "");
    if (typeof wish === "object") return onAsk(wish);
    field.current?.setCustomValidity(wish);
    field.current?.reportValidity();
  };
  const choose = ({ currentTarget }: { readonly currentTarget: HTMLSelectElement }) => {
    field.current?.setCustomValidity("");
    setKind(currentTarget.value as Choice);
  };
  return (
    <form class="desk-form" onSubmit={send}>
      <label class="kind">
        <span class="unseen">What to follow</span>
        <select value={kind} onChange={choose}>
          {Object.entries(choices).map(([name, choice]) => (
            <option key={name} value={name}>
              {choice.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="unseen">{choices[kind].name}</span>
        <input
          type="text"
          dir="auto"
          required
          maxLength={500}
          placeholder={choices[kind].hint}
          ref={field}
          onInput={({ currentTarget }) => currentTarget.setCustomValidity("")}
          {...(kind === "category" && { list: "arxiv-categories", autoComplete: "off" })}
        />
      </label>
      {kind === "category" && <Categories />}
      <button class="strong" type="submit">
        See what it finds
      </button>
    </form>
  );
}

function Categories() {
  return (
    <datalist id="arxiv-categories">
      {arxivCategories.map((category) => (
        <option key={category} value={category} />
      ))}
    </datalist>
  );
}

/** What is to be followed, or why it cannot be. */
function readField(kind: Choice, text: string): FollowWish | string {
  if (text === "") return "Say what to follow.";
  if (kind !== "category") return { kind, target: text };
  const category = locateCategory(text);
  return category
    ? { kind: "source", ...category }
    : "No category of arXiv is like that: choose one, or give its code.";
}
