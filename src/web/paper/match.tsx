import type { Hit } from "../../domain/search/answer.js";
import { measureStrength, nameStrength, strengthMeanings } from "./strength.js";

type NamedReason = "exact" | "author";

const reasons: Record<NamedReason, readonly [label: string, title: string]> = {
  exact: ["Exact match", "The query is its title, DOI or arXiv ID"],
  author: ["By this author", "The query names one of its authors"],
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
    <span class={`matched is-${strength}`} title={strengthMeanings[strength]}>
      <span class="strength" aria-hidden="true">
        <span />
        <span />
        <span />
      </span>
      <span class="strength-name">{nameStrength(strength)}</span>
    </span>
  );
}
