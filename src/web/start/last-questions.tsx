import { ownQuestions } from "../search/form/own-questions.js";
import { announce } from "../shared/announce.js";
import { useWatched } from "../shared/use-watched.js";
import { searchFor, type View } from "../shell/view-address.js";
import { VisitLink } from "../shell/visit-link.js";

const shownAtOnce = 6;

/** What this reader asked last. It is known to this browser alone. */
export function LastQuestions({ onVisit }: { readonly onVisit: (view: View) => void }) {
  const questions = useWatched(ownQuestions);
  if (questions.length === 0) return null;
  const remove = (question: string) => {
    ownQuestions.save(ownQuestions.read().filter((other) => other !== question));
    announce("Removed");
  };
  const removeAll = () => {
    ownQuestions.save([]);
    announce("Your last questions are removed");
  };
  return (
    <section aria-labelledby="last-questions">
      <h2 class="small" id="last-questions">
        Your last questions
      </h2>
      <ul class="examples last">
        {questions.slice(0, shownAtOnce).map((question) => (
          <li key={question}>
            <VisitLink view={searchFor(question)} onVisit={onVisit} look="plain">
              {question}
            </VisitLink>
            <button
              class="cross"
              type="button"
              aria-label={`Remove “${question}”`}
              title="Remove"
              onClick={() => remove(question)}
            >
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
      <p class="note">
        Kept in this browser only.{" "}
        <button class="quiet" type="button" onClick={removeAll}>
          Remove all
        </button>
      </p>
    </section>
  );
}
