import { readPairs } from "./word-pairs.js";

/**
 * Writes signs of folded text as words: a lone Greek letter as its name ("β-VAE" becomes "beta-vae"), ∞ as infinity,
 * and typographic hyphens and quotation marks as those of a keyboard. What is neither a letter nor a sign that belongs
 * to a token becomes a space, so that most text is plain ASCII afterwards.
 */
export function nameSigns(folded: string): string {
  const text = folded.replace(anySign, writeSign);
  return namedSign.test(text) ? text.replace(argument, "-$1").replace(loneSign, writeName) : text;
}

/** The name of a Greek letter, or of ∞. */
export function nameSign(sign: string): string | undefined {
  return signNames.get(sign);
}

/** The sign of a name: β for "beta". */
export function signOf(name: string): string | undefined {
  return signsByName.get(name);
}

/** Marks powers, which folding writes as digits: 10⁶ is not 106. */
export function markPowers(text: string): string {
  return raisedDigit.test(text) ? text.replace(/(?<=\d)[⁺⁻]?[⁰¹²³⁴-⁹]+/g, "^$&") : text;
}

const raisedDigit = /[⁰¹²³⁴-⁹]/;
const anySign = /[^\0-\x7f\p{L}\p{N}\p{M}°±∞]/gu;
const namedSign = /[α-ω∞]/;
/** `td(λ)`. */
const argument = /(?<=[a-z0-9])\(([α-ω])\)/g;

const keyboardSigns = new Map(
  ["'‘’ʼ", "-‐‑–−", "*∗⋆", "#♯"].flatMap(([sign = "", ...others]) => others.map((other) => [other, sign] as const)),
);

function writeSign(sign: string, at: number, text: string): string {
  if (sign === "×") return isDigit(text[at - 1]) && isDigit(text[at + 1]) ? "x" : " ";
  return keyboardSigns.get(sign) ?? " ";
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= "0" && character <= "9";
}

/** Greek letters within a Greek word are not names; αβ and γδ are two each. */
const loneSign = /(?<!\p{sc=Greek})(?:αβ|γδ|[α-ω∞])(?!\p{sc=Greek})/gu;

function writeName(sign: string, at: number, text: string): string {
  const name = [...sign].map((letter) => signNames.get(letter) ?? letter).join("-");
  return `${isWordEnd(text[at - 1]) ? "-" : ""}${name}${isWordEnd(text[at + sign.length]) ? "-" : ""}`;
}

function isWordEnd(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

const signNames = readPairs(`
  α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi ο omicron π pi
  ρ rho σ sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega ∞ infinity
`);
const signsByName = new Map([...signNames].map(([sign, name]) => [name, sign] as const));
