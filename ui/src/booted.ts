/**
 * What is asked for at the very beginning: the look, the fonts and the workspace, so that they come
 * while the rest of the window is still being read. `main` imports it first.
 */
import { boot } from "./api/commands";
import { drawAhead } from "./session/picture";
import { preferences } from "./session/preferences.svelte";

/** How long the window waits for them before it says that it does, in milliseconds. */
const PATIENCE = 300;

preferences.show();
const fonts = [400, 600, 700].map((weight) =>
  document.fonts.load(`${weight} 1rem "Source Sans 3"`),
);

/** What the workspace held when the window was opened. */
export const booted = boot();

/** Settles once the first picture can be drawn whole, or has been waited for long enough. */
export const ready = Promise.race([
  Promise.allSettled([booted.then(drawAhead), ...fonts]),
  new Promise((done) => setTimeout(done, PATIENCE)),
]);
