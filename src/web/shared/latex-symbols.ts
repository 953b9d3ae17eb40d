/** What LaTeX's names stand for, as pairs of words: a name, and the character that shows it. */

export const letters = readPairs(`
  alpha α beta β gamma γ delta δ epsilon ε varepsilon ε eps ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ
  mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
  Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
  ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ wp ℘ imath ı jmath ȷ partial ∂ nabla ∇ infty ∞ emptyset ∅ varnothing ∅ forall ∀ exists ∃
  neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠ degree ° prime ′ sum ∑ prod ∏ int ∫ oint ∮ bigcup ⋃ bigcap ⋂ ldots … dots … cdots ⋯
  vdots ⋮ langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ lVert ‖ rVert ‖ Vert ‖ lvert | rvert | vert | dagger †
  ddagger ‡ S § P ¶ copyright © pounds £ euro € ss ß ae æ AE Æ oe œ OE Œ o ø O Ø aa å AA Å l ł L Ł i ı j ȷ
  textbackslash \\ textasciitilde ~ textasciicircum ^ textendash – textemdash — textregistered ® texttrademark ™
`);

/** Signs between two things: they are set apart from both. */
export const relations = readPairs(`
  le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ll ≪ gg ≫ ne ≠ neq ≠ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝
  lesssim ≲ gtrsim ≳ doteq ≐ triangleq ≜ coloneqq ≔ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ cup ∪
  cap ∩ setminus ∖ to → rightarrow → longrightarrow → mapsto ↦ leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐
  Leftrightarrow ⇔ implies ⇒ iff ⇔ uparrow ↑ downarrow ↓ prec ≺ succ ≻ preceq ≼ succeq ≽ mid | parallel ∥ perp ⊥ vdash ⊢
  models ⊨ land ∧ wedge ∧ lor ∨ vee ∨ pm ± mp ∓ times × div ÷ cdot · bullet • circ ∘ ast ∗ star ⋆ oplus ⊕ otimes ⊗
  odot ⊙ colon : lt < gt > rightsquigarrow ⇝
`);

/** Marks that are put on a letter, as Unicode combines them. */
export const accents = readPairs(`
  tilde \u0303 widetilde \u0303 Tilde \u0303 hat \u0302 widehat \u0302 bar \u0304 overline \u0304 vec \u20d7 dot \u0307
  ddot \u0308 acute \u0301 grave \u0300 check \u030c breve \u0306
`);

/** The marks of text, where a letter follows: \\'e, \\"{o}, \\c{c}. */
export const textAccents = readPairs(`
  ' \u0301 \` \u0300 ^ \u0302 " \u0308 ~ \u0303 = \u0304 . \u0307 c \u0327 v \u030c u \u0306 H \u030b k \u0328 r \u030a d \u0323 b \u0331
`);

export const doubleStruck = readPairs("C ℂ H ℍ N ℕ P ℙ Q ℚ R ℝ Z ℤ");

export const subscripts = readPairs(`
  0 ₀ 1 ₁ 2 ₂ 3 ₃ 4 ₄ 5 ₅ 6 ₆ 7 ₇ 8 ₈ 9 ₉ + ₊ − ₋ = ₌ ( ₍ ) ₎ a ₐ e ₑ h ₕ i ᵢ j ⱼ k ₖ l ₗ m ₘ n ₙ o ₒ p ₚ r ᵣ s ₛ t ₜ u ᵤ
  v ᵥ x ₓ β ᵦ γ ᵧ ρ ᵨ φ ᵩ χ ᵪ
`);

export const superscripts = readPairs(`
  0 ⁰ 1 ¹ 2 ² 3 ³ 4 ⁴ 5 ⁵ 6 ⁶ 7 ⁷ 8 ⁸ 9 ⁹ + ⁺ − ⁻ = ⁼ ( ⁽ ) ⁾ a ᵃ b ᵇ c ᶜ d ᵈ e ᵉ f ᶠ g ᵍ h ʰ i ⁱ j ʲ k ᵏ l ˡ m ᵐ n ⁿ o ᵒ p ᵖ
  r ʳ s ˢ t ᵗ u ᵘ v ᵛ w ʷ x ˣ y ʸ z ᶻ D ᴰ N ᴺ T ᵀ * * ∗ * ⋆ ⋆ ′ ′ ∘ ° † † ⊤ ᵀ
`);

/** Commands that only change how their argument looks. */
export const wrappers = new Set(
  `emph textit textbf texttt textsc textrm textsf textsl textnormal text mathrm mathbf mathit mathsf mathtt mathcal
  mathscr mathfrak boldsymbol bm operatorname mbox hbox underline underbrace overbrace ensuremath uppercase lowercase
  textsuperscript textsubscript url path mathop smash phantom`.split(/\s+/),
);

/** Commands that show nothing themselves. */
export const silent = new Set(
  `left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr middle displaystyle textstyle limits nolimits em it bf tt
  sc rm sl cal centering noindent par protect xspace relax item small`.split(/\s+/),
);

/** Read when it is first asked: most pages of papers show no LaTeX, and all of them are to be seen soon. */
function readPairs(text: string): Pick<ReadonlyMap<string, string>, "get"> {
  let pairs: ReadonlyMap<string, string> | undefined;
  return {
    get(name) {
      pairs ??= splitPairs(text);
      return pairs.get(name);
    },
  };
}

function splitPairs(text: string): ReadonlyMap<string, string> {
  const words = text.trim().split(/\s+/);
  return new Map(words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] ?? ""] as const] : [])));
}
