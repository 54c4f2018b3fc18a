/**
 * Begins: puts the look on the page and asks for the workspace and the fonts, so that both come
 * while the rest of the window is still being read; then opens it.
 */
import "./style/fonts.css";
import "./style/tokens.css";
import "./style/contrast.css";
import "./style/base.css";
import "./parts/control.css";
import "./style/print.css";
import { boot } from "./api/commands";
import { preferences } from "./session/preferences.svelte";

preferences.show();
const booted = boot();
// Whoever waits for it says what went wrong.
booted.catch(() => undefined);
for (const weight of [400, 600, 700]) {
  void document.fonts.load(`${weight} 1rem "Source Sans 3"`);
}
void import("./window").then(({ open }) => open(booted));
