import { decodeHTMLStrict } from "entities";

/** Decodes the entities of HTML, and the Greek letters of ISO 8879 that publishers use: `&mgr;` is μ. */
export function decodeEntities(text: string): string {
  return decodeHTMLStrict(text.replace(isoGreek, (whole, name: string) => decodeGreek(name) ?? whole));
}

const isoGreek = /&([a-z]{1,2})gr;/gi;
const greek: Readonly<Record<string, string>> = Object.fromEntries(
  "a α b β g γ d δ e ε z ζ ee η th θ i ι k κ l λ m μ n ν x ξ o ο p π r ρ s σ sf ς t τ u υ ph φ kh χ ps ψ oh ω"
    .match(/(?<!\S)\S+ \S+/g)!
    .map((pair) => pair.split(" ")),
);

/** A capital begins the name of a capital. */
function decodeGreek(name: string): string | undefined {
  const letter = greek[name.toLowerCase()];
  return /^\p{Lu}/u.test(name) ? letter?.toUpperCase() : letter;
}
