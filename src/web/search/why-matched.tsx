import { useEffect, useState } from "preact/hooks";
import type { Explanation } from "../../domain/search/answer.js";
import { MarkedWords } from "../paper/marked-words.js";
import { nameStrength, type Strength, strengthMeanings } from "../paper/strength.js";
import { explainMatch, type ExplainedMatch } from "./explain-match.js";

interface WhyProps {
  readonly score: number;
  readonly strength: Strength | undefined;
  readonly ask: () => Promise<Explanation | undefined>;
}

type Asked = "waiting" | "failed" | { readonly explanation: Explanation | undefined };

/** Why a paper was found, asked for when the panel opens. */
export function WhyPanel({ score, strength, ask }: WhyProps) {
  const [asked, setAsked] = useState<Asked>("waiting");
  const load = () => {
    setAsked("waiting");
    void ask().then(
      (explanation) => setAsked({ explanation }),
      () => setAsked("failed"),
    );
  };
  useEffect(load, []);
  return (
    <div class="why" role="status">
      {asked === "waiting" && "Loading…"}
      {asked === "failed" && (
        <>
          Loading failed.{" "}
          <button type="button" class="quiet" onClick={load}>
            Try again
          </button>
        </>
      )}
      {typeof asked === "object" && <Explained explanation={asked.explanation} score={score} strength={strength} />}
    </div>
  );
}

/** More words than these are counted. */
const maxWords = 8;

interface ExplainedProps extends Pick<WhyProps, "score" | "strength"> {
  readonly explanation: Explanation | undefined;
}

function Explained({ explanation, score, strength }: ExplainedProps) {
  if (!explanation) return <>No explanation is available.</>;
  const match = explainMatch(explanation, score);
  const { sentence, words, missing, reasons } = match;
  if (words.length + reasons.length === 0) return <p>The query names this paper or one of its authors.</p>;
  return (
    <>
      <p>
        {words.length > 0 && (
          <>
            It mentions <Words words={words} />
            {missing.length > 0 && (
              <>
                , but not <Words words={missing} />
              </>
            )}
            .{" "}
          </>
        )}
        {reasons.join(" ")}
      </p>
      {sentence !== undefined && (
        <p class="nearest" dir="auto">
          Closest sentence:{" "}
          <q>
            <MarkedWords source={sentence} />
          </q>
        </p>
      )}
      {strength && <p>{`${nameStrength(strength)}: ${lowerFirst(strengthMeanings[strength])}.`}</p>}
      <Figures {...match} />
    </>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function Words({ words }: { readonly words: readonly string[] }) {
  const shown = words.slice(0, maxWords);
  const rest = words.length - shown.length;
  const parts = [...shown.map((word) => <b dir="auto">{word}</b>), ...(rest > 0 ? [`${rest} more`] : [])];
  return (
    <>
      {parts.map((part, at) => (
        <>
          {at > 0 && (at === parts.length - 1 ? " and " : ", ")}
          {part}
        </>
      ))}
    </>
  );
}

function Figures({ figures }: Pick<ExplainedMatch, "figures">) {
  return (
    <details class="figures">
      <summary>Figures</summary>
      <dl>
        {figures.map(({ name, value, note }) => (
          <>
            <dt>{name}</dt>
            <dd>
              {value}
              {note !== undefined && <span>{note}</span>}
            </dd>
          </>
        ))}
      </dl>
    </details>
  );
}
