/**
 * The picture of the whole, asked for as wide as it was last while the page is not there yet: it
 * then comes with the first screen, and not after it.
 */
import * as api from "../api/commands";
import type { Boot, Picture, Sheet } from "../api/types";

const KEY = "picture-width";

interface Drawn {
  sheet: Sheet;
  width: number;
  picture: Picture;
}
let ahead: Drawn | null = null;

/** Draws the picture of what was open last, when it was ever drawn in this window. */
export async function drawAhead({ current: sheet }: Boot): Promise<void> {
  const width = remembered();
  if (sheet && width > 0) {
    ahead = { sheet, width, picture: await api.picture(sheet.assessment.id, width) };
  }
}

/** The picture of `sheet` that was drawn ahead, with its width. */
export function drawnAhead(sheet: Sheet): Drawn | null {
  return ahead?.sheet === sheet ? ahead : null;
}

/** Remembers how wide the picture is, in points, for the next time the window is opened. */
export function rememberWidth(width: number): void {
  try {
    localStorage.setItem(KEY, String(width));
  } catch {
    // The next window asks for the picture when its page is there.
  }
}

function remembered(): number {
  try {
    return Number(localStorage.getItem(KEY));
  } catch {
    return 0;
  }
}
