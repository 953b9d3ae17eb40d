import { VisitLink } from "../shell/visit-link.js";
import { searchFor, type View } from "../shell/view-address.js";

/** Questions that the sample papers answer, in words that those papers mostly do not use. */
const examples = [
  "efficient fine-tuning with few trainable parameters",
  "why do networks with too many weights still generalize",
  "turn a photo of a person into a 3D avatar",
];

/** Before the first search. */
export function Welcome({ onVisit }: { readonly onVisit: (view: View) => void }) {
  return (
    <>
      <p class="lead">Ask in your own words. paperkin finds papers by meaning as well as by keywords.</p>
      <h2 class="small">Try</h2>
      <ul class="examples">
        {examples.map((query) => (
          <li key={query}>
            <VisitLink view={searchFor(query)} onVisit={onVisit} look="plain">
              {query}
            </VisitLink>
          </li>
        ))}
      </ul>
    </>
  );
}

export function EmptyLibrary() {
  return (
    <>
      <p class="lead">No papers yet.</p>
      <p>
        <a href="add">Add papers</a> from a file, send them to <a href="docs">the API</a>, or import them from the
        command line.
      </p>
    </>
  );
}
