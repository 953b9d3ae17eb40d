/** Commands of LaTeX that stand for one character, without the backslash. */
export const latexLetters: Readonly<Record<string, string>> = readPairs(`
  ss ß  oe œ  OE Œ  ae æ  AE Æ  aa å  AA Å  o ø  O Ø  l ł  L Ł  i ı  j ȷ  dh ð  DH Ð  th þ  TH Þ  ng ŋ  NG Ŋ
  dj đ  DJ Đ
`);

export const latexSymbols: Readonly<Record<string, string>> = readPairs(`
  alpha α  beta β  gamma γ  delta δ  epsilon ϵ  varepsilon ε  zeta ζ  eta η  theta θ  vartheta ϑ  iota ι
  kappa κ  lambda λ  mu μ  nu ν  xi ξ  pi π  rho ρ  sigma σ  varsigma ς  tau τ  upsilon υ  phi ϕ  varphi φ
  chi χ  psi ψ  omega ω  Gamma Γ  Delta Δ  Theta Θ  Lambda Λ  Xi Ξ  Pi Π  Sigma Σ  Upsilon Υ  Phi Φ  Psi Ψ
  Omega Ω  ell ℓ  hbar ħ  nabla ∇  partial ∂  infty ∞  aleph ℵ  emptyset ∅  times ×  cdot ·  cdots ⋯  ldots …
  dots …  pm ±  mp ∓  div ÷  circ ∘  ast ∗  star ⋆  oplus ⊕  otimes ⊗  le ≤  leq ≤  ge ≥  geq ≥  ne ≠  neq ≠
  ll ≪  gg ≫  approx ≈  sim ∼  simeq ≃  equiv ≡  propto ∝  in ∈  notin ∉  subset ⊂  subseteq ⊆  supset ⊃
  cup ∪  cap ∩  to →  rightarrow →  leftarrow ←  leftrightarrow ↔  mapsto ↦  Rightarrow ⇒  Leftarrow ⇐
  forall ∀  exists ∃  neg ¬  land ∧  lor ∨  sum ∑  prod ∏  int ∫  sqrt √  langle ⟨  rangle ⟩  perp ⊥
  parallel ∥  degree °  dagger †  prime ′  textasciitilde ~  textbackslash \\  textquotesingle '  textendash –
  textemdash —  S §  textregistered ®  texttrademark ™  copyright ©  pounds £  euro €  textdegree °
  LaTeX LaTeX  TeX TeX  log log  exp exp  min min  max max  arg arg  sin sin  cos cos  Pr Pr  lim lim  sup sup
  inf inf  mid |  vert |  Vert ‖  backslash \\
`);

/** Accent commands, and the combining character that each puts on a letter. */
export const latexAccents: Readonly<Record<string, string>> = {
  "`": "\u0300",
  "'": "\u0301",
  "^": "\u0302",
  "~": "\u0303",
  "=": "\u0304",
  ".": "\u0307",
  '"': "\u0308",
  u: "\u0306",
  v: "\u030C",
  H: "\u030B",
  r: "\u030A",
  c: "\u0327",
  k: "\u0328",
  d: "\u0323",
  b: "\u0331",
};

/** Commands that only change how their argument looks. */
export const latexWrappers = readWords(`
  emph textit textbf texttt textsc textrm textsf textsl textup textnormal text textsuperscript textsubscript
  underline uline mbox hbox url path ensuremath bibstring mathrm mathbf mathit mathcal mathbb mathsf mathfrak
  mathscr mathtt boldsymbol bm operatorname hat tilde bar vec overline widehat widetilde NoCaseChange
  uppercase sqrt
`);

/** Commands that go with their argument: it names something that is not here, or is no part of the text. */
export const latexPointers = readWords(`
  cite citep citet label ref eqref vspace hspace footnotemark thanks
`);

/** Commands that change how the rest of their group looks. */
export const latexSwitches = readWords(`
  em bf it rm sc tt sl sf bfseries itshape scshape upshape rmfamily sffamily ttfamily displaystyle textstyle
  left right big Big bigl bigr protect relax noopsort limits nolimits centering noindent
`);

/** Names and what they stand for, in turn. */
function readPairs(text: string): Readonly<Record<string, string>> {
  const words = readWords(text);
  return Object.fromEntries(words.flatMap((word, index) => (index % 2 === 0 ? [[word, words[index + 1] ?? ""]] : [])));
}

function readWords(text: string): string[] {
  return text.trim().split(/\s+/);
}
