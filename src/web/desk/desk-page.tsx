import { useEffect, useMemo, useState } from "preact/hooks";
import { call } from "../shared/server.js";
import { DeedBar } from "../shell/deed-notice.js";
import { keepFocus } from "../shell/keep-focus.js";
import { ProblemView } from "../shell/problem-view.js";
import { SiteFooter } from "../shell/site-footer.js";
import { SiteHeader } from "../shell/header/site-header.js";
import { type DeskPlaceName, findDeskPlace, loadPlace } from "./desk-places.js";
import type { GivenDesk } from "./desk-state.js";

interface DeskPageProps {
  readonly place: DeskPlaceName;
  /** The query string of the address. */
  readonly query: string;
  readonly given: GivenDesk;
}

/** A document of the desk, in the browser and as the server sends it. */
export function DeskPage({ place, query, given }: DeskPageProps) {
  useEffect(() => keepFocus(document.getElementById("app") ?? document.body, findStart), []);
  return (
    <>
      <SiteHeader place={place} />
      <main class="frame desk" id="main">
        <DeskContent place={place} query={query} given={given} />
      </main>
      <SiteFooter>
        <p />
      </SiteFooter>
      <DeedBar />
      <p class="unseen" id="announcement" role="status" aria-live="polite" />
    </>
  );
}

function findStart(): HTMLElement | undefined {
  return document.querySelector<HTMLElement>("#count, main a[href], main button:not([disabled])") ?? undefined;
}

/** Asks for what the document came without. */
function DeskContent({ place, query, given }: DeskPageProps) {
  const { View } = findDeskPlace(place);
  const values = useMemo(() => new URLSearchParams(query), [query]);
  const [shown, show] = useState<GivenDesk & { readonly problem?: unknown }>(given);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if ("answer" in shown) return;
    const asking = new AbortController();
    loadPlace(place, values, { call, signal: asking.signal }).then(
      (answer) => show({ answer }),
      (problem: unknown) => !asking.signal.aborted && show({ problem }),
    );
    return () => asking.abort();
  }, [tries]);
  if (shown.problem !== undefined) {
    const retry = () => {
      show({});
      setTries(tries + 1);
    };
    return <ProblemView problem={shown.problem} onRetry={retry} />;
  }
  return "answer" in shown ? <View query={values} answer={shown.answer} /> : <p class="waiting">Loading…</p>;
}
