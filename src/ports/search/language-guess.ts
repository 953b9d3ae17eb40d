import type { LanguageGuess } from "../../domain/text/detect-language.js";

/** Guesses the language of a text by its letters; `language` is empty for a text without any. */
export type GuessLanguage = (text: string) => LanguageGuess;
