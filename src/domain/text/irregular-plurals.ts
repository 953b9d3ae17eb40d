import { readPairs } from "./word-pairs.js";

/** Plurals that the stemmer leaves apart from their singular. */
export const irregularPlurals = readPairs(`
  analyses analysis antitheses antithesis appendices appendix automata automaton axes axis bacteria bacterium
  children child corpora corpus cortices cortex crises crisis criteria criterion diagnoses diagnosis
  equilibria equilibrium feet foot foci focus formulae formula hypotheses hypothesis indices index lemmata lemma
  loci locus matrices matrix maxima maximum metastases metastasis mice mouse minima minimum momenta momentum
  nuclei nucleus optima optimum parentheses parenthesis phenomena phenomenon prognoses prognosis radii radius
  schemata schema simplices simplex spectra spectrum stimuli stimulus strata stratum submatrices submatrix
  syntheses synthesis teeth tooth theses thesis vertices vertex vortices vortex women woman
`);
