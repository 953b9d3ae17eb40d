import type { ComponentChildren } from "preact";
import { locateOnArxiv } from "../../../domain/citation/address.js";
import type { Paper } from "../../../domain/paper/paper.js";
import type { PaperVersion } from "../../../domain/paper/version.js";
import { quoteField } from "../../search/quote-field.js";
import { readLatex } from "../../shared/latex.js";
import { searchFor, type View } from "../../shell/view-address.js";
import { VisitLink } from "../../shell/visit-link.js";
import { ExternalLink, ExternalLinks } from "../external-links.js";
import { listLinks } from "../links.js";

interface FactListProps {
  readonly paper: Paper;
  /** On arXiv, newest first. */
  readonly versions: readonly PaperVersion[];
  readonly onVisit: (view: View) => void;
}

/** All that is known of a paper beside its text. */
export function FactList({ paper, versions, onVisit }: FactListProps) {
  const { venue, year, date } = paper;
  const published = date ?? year;
  return (
    <dl class="fact-list">
      <Fact name="Links">{listLinks(paper).length > 0 && <ExternalLinks paper={paper} />}</Fact>
      <Fact name="Venue">
        {venue && (
          <VisitLink view={searchFor(quoteField("venue", venue))} onVisit={onVisit}>
            {venue}
          </VisitLink>
        )}
      </Fact>
      <Fact name="Published">{published !== undefined && String(published)}</Fact>
      <Fact name="Categories">{paper.categories.join(", ")}</Fact>
      <Fact name="Keywords">{paper.keywords.join(", ")}</Fact>
      <Fact name="Tags">{paper.tags?.join(", ")}</Fact>
      {Object.entries(paper.extra ?? {}).map(([name, value]) => (
        <Fact name={name}>{[value].flat().join(", ")}</Fact>
      ))}
      <Fact name="DOI">{paper.doi}</Fact>
      <Fact name="arXiv">{paper.arxivId}</Fact>
      <Fact name="Versions">{versions.length > 1 && <Versions paper={paper} versions={versions} />}</Fact>
      <Fact name="ID">{paper.id}</Fact>
    </dl>
  );
}

/** Nothing where there is nothing to say. */
function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  if (!children) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </>
  );
}

/** Shows date and title only where they differ: most sources give each version the date of the first. */
function Versions({ paper, versions }: Pick<FactListProps, "paper" | "versions">) {
  return (
    <>
      {versions.map(({ version, kept, date, title }) => {
        const facts = [
          kept && "shown here",
          date !== paper.date && date,
          title !== paper.title && `“${readLatex(title).text}”`,
        ];
        return (
          <span>
            <ExternalLink name={`v${version}`} address={locateOnArxiv(`${paper.arxivId}v${version}`)} />
            {facts.map((fact) => (fact ? ` ${fact}` : "")).join("")}
          </span>
        );
      })}
    </>
  );
}
