/** Wording: what the window says, in French and in English. */
export { currentLanguage, speak, speakAsBefore, typesetFor, words } from "./language.svelte";
export type { Language, Wording } from "./language.svelte";
