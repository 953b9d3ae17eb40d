import type { Hit } from "../../domain/search/answer.js";
import { measureStrength, type Strength } from "./strength.js";

type NamedReason = "exact" | "author";

const reasons: Record<NamedReason, readonly [label: string, title: string]> = {
  exact: ["Exact match", "The query is its title, DOI or arXiv ID"],
  author: ["By this author", "The query names one of its authors"],
};

const strengthTitles: Record<Strength, string> = {
  strong: "More likely relevant than not",
  fair: "Possibly relevant",
  weak: "Probably not relevant, but the closest of the rest",
};

/** How well a paper matches, in words; nothing where only filters chose it. */
export function Match({ hit }: { readonly hit: Hit }) {
  const { matchedBy } = hit;
  if (matchedBy === "exact" || matchedBy === "author") {
    const [label, title] = reasons[matchedBy];
    return (
      <span class={`matched ${matchedBy}`} title={title}>
        {label}
      </span>
    );
  }
  const strength = measureStrength(hit);
  if (strength === undefined) return null;
  return (
    <span class={`matched is-${strength}`} title={strengthTitles[strength]}>
      <span class="strength" aria-hidden="true">
        <span />
        <span />
        <span />
      </span>
      {nameStrength(strength)}
    </span>
  );
}

function nameStrength(strength: Strength): string {
  return `${strength.charAt(0).toUpperCase()}${strength.slice(1)} match`;
}
