import type { Paper } from "../../domain/paper/paper.js";
import { listLinks, type PaperLink } from "./links.js";

export function ExternalLink({ name, address }: PaperLink) {
  return (
    <a class="external" href={address} rel="noopener noreferrer">
      {name}
    </a>
  );
}

export function ExternalLinks({ paper }: { readonly paper: Paper }) {
  return (
    <>
      {listLinks(paper).map((link) => (
        <ExternalLink {...link} />
      ))}
    </>
  );
}
