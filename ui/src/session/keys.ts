/** Keys: what a press asks for. Pure; what is done about it is the caller's. */
import type { Judgement, Verdict } from "../api/types";
import { VERDICTS } from "../sheet/answers";
import type { Screen } from "./route";

export type Command =
  | { do: "help" | "search" | "undo" | "redo" }
  | { do: "go"; screen: Exclude<Screen, "standard" | "review"> }
  | { do: "answer"; verdict: Verdict }
  | { do: "confirm" }
  | { do: "judge"; judgement: Judgement }
  | { do: "walk"; to: "previous" | "next" | "treat" };

export interface Press {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

const SCREENS = ["home", "grid", "evidence", "plan", "dossier", "verify"] as const;
/** In the order in which they stand on screen. */
export const JUDGEMENTS: Judgement[] = [
  "conforming",
  "strength",
  "point_of_attention",
  "minor_nonconformity",
  "major_nonconformity",
  "contested_not_applicable",
  "to_check",
];
const LETTERS: Record<string, Verdict> = {
  c: "met",
  p: "partly_met",
  n: "not_met",
  s: "not_applicable",
};

/** What a press asks for outside text fields; none when nothing. */
export function commandOf(
  press: Press,
  singleKeys: boolean,
  on: "review" | "elsewhere" = "elsewhere",
): Command | null {
  const letter = press.key.toLowerCase();
  const digit = digitOf(press);
  if (press.ctrlKey || press.metaKey) {
    if (press.altKey) {
      return null;
    }
    if (letter === "k") {
      return press.shiftKey ? null : { do: "search" };
    }
    if (letter === "z") {
      return { do: press.shiftKey ? "redo" : "undo" };
    }
    return letter === "y" ? { do: "redo" } : null;
  }
  if (press.altKey) {
    const screen = SCREENS[digit - 1];
    return screen ? { do: "go", screen } : null;
  }
  if (!singleKeys) {
    return null;
  }
  const judgement = on === "review" ? JUDGEMENTS[digit - 1] : undefined;
  return judgement ? { do: "judge", judgement } : single(press.key, letter, digit);
}

function single(key: string, letter: string, digit: number): Command | null {
  if (key === "?") {
    return { do: "help" };
  }
  const verdict = VERDICTS[digit - 1] ?? LETTERS[letter];
  if (verdict) {
    return { do: "answer", verdict };
  }
  switch (letter) {
    case "k":
      return { do: "walk", to: "previous" };
    case "j":
      return { do: "walk", to: "next" };
    case "v":
      return { do: "confirm" };
    case "t":
      return { do: "walk", to: "treat" };
    default:
      return null;
  }
}

/** The digit of a key, whatever the layout: on a French keyboard it needs Shift. 0 when none. */
function digitOf(press: Press): number {
  const code = /^(?:Digit|Numpad)(\d)$/.exec(press.code);
  return code && press.key !== "?" ? Number(code[1]) : 0;
}
