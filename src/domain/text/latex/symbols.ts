/** The symbols of LaTeX as pairs of words: a name without its backslash, and its text. */

/** Letters: the name of such a command may be directly followed by the next letter of the word. */
export const letterCommands = readPairs(String.raw`
  ss ß oe œ OE Œ ae æ AE Æ aa å AA Å o ø O Ø l ł L Ł i ı j ȷ dh ð DH Ð th þ TH Þ ng ŋ NG Ŋ dj đ DJ Đ
`);

export const symbols = readPairs(String.raw`
  alpha α beta β gamma γ delta δ epsilon ε varepsilon ε eps ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ
  lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ
  omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω ell ℓ hbar ℏ Re ℜ Im ℑ
  aleph ℵ wp ℘ imath ı jmath ȷ partial ∂ nabla ∇ infty ∞ emptyset ∅ varnothing ∅ forall ∀ exists ∃ nexists ∄ neg ¬
  lnot ¬ top ⊤ bot ⊥ angle ∠ degree ° prime ′ sum ∑ prod ∏ coprod ∐ int ∫ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁ surd √
  ldots … dots … dotsc … dotsb … cdots ⋯ vdots ⋮ ddots ⋱ langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ lVert ‖
  rVert ‖ Vert ‖ lvert | rvert | vert | lbrace { rbrace } dagger † ddagger ‡ S § P ¶ copyright © pounds £ euro € Box □
  square □ checkmark ✓ sharp ♯ flat ♭ diamond ⋄ triangle △ backslash \ LaTeX LaTeX TeX TeX BibTeX BibTeX slash /
  textbackslash \ textasciitilde ~ textasciicircum ^ textbraceleft { textbraceright } textendash – textemdash —
  textregistered ® texttrademark ™ textcopyright © textdegree ° textmu μ textpm ± texttimes × textdiv ÷ textbar |
  textless < textgreater > textunderscore _ textdollar $ textquotesingle ' textquoteleft ‘ textquoteright ’
  textquotedblleft “ textquotedblright ” textbullet • textellipsis … textperiodcentered · textonehalf ½ texteuro €
  textasciimacron ¯ textasciiacute ´ textminus − textfractionsolidus ⁄ textbrokenbar ¦
  textbardbl ‖ textdagger † textdaggerdbl ‡ textsection § textparagraph ¶ textcent ¢ textsterling £ textyen ¥ textohm Ω
  textcelsius ℃ textnumero № textperthousand ‰ textordfeminine ª textordmasculine º textonequarter ¼ textthreequarters ¾
  textonesuperior ¹ texttwosuperior ² textthreesuperior ³ textquestiondown ¿ textexclamdown ¡ textlnot ¬ textopenbullet ◦
  textleftarrow ← textrightarrow → textuparrow ↑ textdownarrow ↓ textvisiblespace ␣ guillemotleft « guillemotright »
  guilsinglleft ‹ guilsinglright › quotedblbase „ quotesinglbase ‚ og « fg » lq ‘ rq ’ dag † ddag ‡
  Dash — dash – hyphen - permil ‰ micro µ ohm Ω celsius °C LaTeXe LaTeX2ε ie i.e. eg e.g. etc etc
`);

/** Greek letters outside formulas: `\textmu`, `\upmu`, and the slanted capitals of `\varGamma`. */
const greekVariant =
  /^(?:text|up|var)(?=(?:alpha|beta|gamma|delta|(?:var)?epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi|omega)$)/i;

/** The symbol of a command. */
export function findSymbol(name: string): string | undefined {
  return symbols.get(name) ?? (greekVariant.test(name) ? symbols.get(name.replace(greekVariant, "")) : undefined);
}

/** Binary operators and relations, which have a space on both sides in a formula. */
export const relations = readPairs(String.raw`
  le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ll ≪ gg ≫ ne ≠ neq ≠ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝
  asymp ≍ lesssim ≲ gtrsim ≳ doteq ≐ triangleq ≜ coloneqq ≔ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ subsetneq ⊊ supset ⊃
  supseteq ⊇ sqsubseteq ⊑ cup ∪ cap ∩ sqcup ⊔ uplus ⊎ setminus ∖ to → rightarrow → longrightarrow → xrightarrow →
  mapsto ↦ leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⇒ iff ⇔ uparrow ↑
  downarrow ↓ rightsquigarrow ⇝ hookrightarrow ↪ prec ≺ succ ≻ preceq ≼ preccurlyeq ≼ succeq ≽ mid | nmid ∤ parallel ∥
  perp ⊥ vdash ⊢ models ⊨ land ∧ wedge ∧ lor ∨ vee ∨ pm ± mp ∓ times × ltimes ⋉ rtimes ⋊ div ÷ cdot · bullet • circ ∘
  ast ∗ star ⋆ oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ colon : lt < gt >
`);

/** Math accents as combining characters of Unicode. */
export const mathAccents = readPairs(String.raw`
  tilde \u0303 widetilde \u0303 Tilde \u0303 hat \u0302 widehat \u0302 Hat \u0302 bar \u0304 Bar \u0304 overline \u0304
  vec \u20d7 dot \u0307 ddot \u0308 acute \u0301 grave \u0300 check \u030c breve \u0306 mathring \u030a not \u0338
`);

/** Text accents, followed by a letter: \'e, \"{o}, \c{c}. */
export const textAccents = readPairs(
  "' \\u0301 ` \\u0300 ^ \\u0302 \" \\u0308 ~ \\u0303 = \\u0304 . \\u0307 c \\u0327 v \\u030c u \\u0306 H \\u030b k \\u0328 " +
    "r \\u030a d \\u0323 b \\u0331 h \\u0309 f \\u0311 G \\u030f t \\u0361",
);

export const doubleStruck = readPairs("C ℂ H ℍ N ℕ P ℙ Q ℚ R ℝ Z ℤ 1 𝟙");

export const subscripts = readPairs(`
  0 ₀ 1 ₁ 2 ₂ 3 ₃ 4 ₄ 5 ₅ 6 ₆ 7 ₇ 8 ₈ 9 ₉ + ₊ − ₋ - ₋ = ₌ ( ₍ ) ₎ a ₐ e ₑ h ₕ i ᵢ j ⱼ k ₖ l ₗ m ₘ n ₙ o ₒ p ₚ r ᵣ s ₛ
  t ₜ u ᵤ v ᵥ x ₓ β ᵦ γ ᵧ ρ ᵨ φ ᵩ χ ᵪ
`);

export const superscripts = readPairs(`
  0 ⁰ 1 ¹ 2 ² 3 ³ 4 ⁴ 5 ⁵ 6 ⁶ 7 ⁷ 8 ⁸ 9 ⁹ + ⁺ − ⁻ - ⁻ = ⁼ ( ⁽ ) ⁾ a ᵃ b ᵇ c ᶜ d ᵈ e ᵉ f ᶠ g ᵍ h ʰ i ⁱ j ʲ k ᵏ l ˡ m ᵐ n ⁿ
  o ᵒ p ᵖ r ʳ s ˢ t ᵗ u ᵘ v ᵛ w ʷ x ˣ y ʸ z ᶻ D ᴰ N ᴺ T ᵀ * * ∗ * ⋆ ⋆ ′ ′ ∘ ° ° ° † † ⊤ ᵀ
`);

/** Operator names, which are written without their backslash. */
export const functions = readNames(`
  log ln lg exp min max arg argmin argmax sin cos tan tanh sinh cosh cot arctan Pr lim limsup liminf sup inf det dim ker
  gcd deg mod poly polylog sign diag rank softmax over choose
`);

/** Commands that only change the style of their argument. */
export const wrappers = readNames(`
  emph textit textbf texttt textsc textrm textsf textsl textup textmd textnormal text mathrm mathbf mathit mathsf mathtt
  mathcal mathscr mathfrak mathnormal boldsymbol bm pmb operatorname mathop mbox hbox underline uline underbrace
  overbrace ensuremath uppercase lowercase MakeUppercase MakeLowercase NoCaseChange textsubscript url path nolinkurl
  smash bibstring mkbibemph mkbibbold mkbibitalic textquote
`);

/** Commands without output of their own. */
export const silent = readNames(`
  left right middle mleft mright big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr displaystyle textstyle
  scriptstyle limits nolimits em it bf tt sc rm sl sf cal bfseries itshape scshape upshape rmfamily sffamily ttfamily
  centering noindent protect relax xspace item small tiny large footnotesize allowbreak
  beginitemize enditemize beginenumerate endenumerate cyrchar leavevmode unskip ignorespaces nobreak
`);

/** Commands that separate words. */
export const spaces = readNames("par newline linebreak hfil hfill quad qquad enspace thinspace space medskip ud");

/** Commands that are removed with their argument, which is a reference or is not part of the text. */
export const pointers = readNames(`
  cite citep citet citealp citealt citeauthor citeyear textcite parencite autocite ref eqref autoref cref Cref label
  begin end vspace hspace color thanks footnotemark includegraphics index noopsort phantom vphantom hphantom
`);

/** Letters of the Cyrillic font encodings: `\cyrzh`, and `\CYRZH` for the capital. */
const cyrillic = readPairs(`
  a а b б v в g г d д e е yo ё zh ж z з i и ishrt й k к l л m м n н o о p п r р s с t т u у f ф h х c ц ch ч sh ш shch щ
  hrdsn ъ ery ы sftsn ь erev э yu ю ya я ii і yi ї ie є
`);

/** A letter that is a command of its own. */
export function findLetter(name: string): string | undefined {
  const letter = letterCommands.get(name);
  if (letter !== undefined || !/^cyr/i.test(name)) return letter;
  const found = cyrillic.get(name.slice(3).toLowerCase());
  return name.startsWith("CYR") ? found?.toUpperCase() : found;
}

/** Parsed on first use: most texts contain no LaTeX, and the web page shows its first papers sooner. */
export function readPairs(text: string): Pick<ReadonlyMap<string, string>, "get"> {
  let pairs: ReadonlyMap<string, string> | undefined;
  return {
    get(name) {
      pairs ??= splitPairs(text);
      return pairs.get(name);
    },
  };
}

function splitPairs(text: string): ReadonlyMap<string, string> {
  const words = text.trim().split(/\s+/).map(readCodePoint);
  return new Map(words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] ?? ""] as const] : [])));
}

/** A combining mark is written as its code point, because editors draw it on the preceding character. */
function readCodePoint(word: string): string {
  const code = /^\\u([\da-f]{4})$/.exec(word)?.[1];
  return code === undefined ? word : String.fromCharCode(Number.parseInt(code, 16));
}

function readNames(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
