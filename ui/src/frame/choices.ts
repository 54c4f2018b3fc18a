/** What a person may do from anywhere, in words: the commands and the screens of the search. */
import type { IconName } from "../parts/icon";
import { reach } from "../parts/reach";
import type { Command } from "../session/keys";
import { preferences, TEXT_SIZES, THEMES } from "../session/preferences.svelte";
import { needs, type Route } from "../session/route";
import { safety } from "../session/safety.svelte";
import { go, session } from "../session/session.svelte";
import { usefulNext } from "../sheet/order";
import { currentLanguage, speak, words } from "../wording";

export interface Choice {
  key: string;
  kind: "command" | "screen";
  icon: IconName;
  title: string;
  /** Language of the title, when it is not that of the window. */
  lang?: string;
  /** Other words by which it is found. */
  also?: string;
  /** The keys that do the same. */
  keys?: string[];
  run: () => void;
}

/** In the order in which they are offered before anything is typed. */
export function choicesOf(route: Route, perform: (command: Command) => void): Choice[] {
  return [...working(route, perform), ...screens(), ...window(perform)];
}

function working(route: Route, perform: (command: Command) => void): Choice[] {
  const { commands: w, also } = words().search;
  const keys = words().frame.shortcuts;
  const { view, sheet, boot } = session;
  const isWritable = session.readOnly === null;
  const command = (choice: Omit<Choice, "kind">): Choice => ({ kind: "command", ...choice });
  const next = view ? usefulNext(view) : null;
  return [
    ...(next
      ? [
          command({
            key: "next",
            icon: "arrowRight",
            title: w.next,
            also: also.next,
            ...(route.screen === "standard" && { keys: ["T"] }),
            run: () =>
              route.screen === "standard"
                ? perform({ do: "walk", to: "treat" })
                : go({ screen: "standard", id: next }),
          }),
        ]
      : []),
    ...(view && isWritable
      ? [
          command({
            key: "attach",
            icon: "paperclip",
            title: w.attach,
            also: also.attach,
            run: () => {
              if (route.screen !== "standard" || !reach("expected")) {
                go({ screen: "grid", state: "evidence" });
              }
            },
          }),
        ]
      : []),
    ...(sheet?.can_undo && isWritable
      ? [
          command({
            key: "undo",
            icon: "undo",
            title: w.undo,
            also: also.undo,
            keys: [keys.ctrl, "Z"],
            run: () => perform({ do: "undo" }),
          }),
        ]
      : []),
    ...(sheet?.can_redo && isWritable
      ? [
          command({
            key: "redo",
            icon: "redo",
            title: w.redo,
            also: also.redo,
            keys: [keys.ctrl, keys.shift, "Z"],
            run: () => perform({ do: "redo" }),
          }),
        ]
      : []),
    ...(view
      ? [
          command({
            key: "issue",
            icon: "stamp",
            title: w.issue,
            also: also.issue,
            run: () => go({ screen: "dossier" }),
          }),
        ]
      : []),
    ...(boot?.workspace && !boot.failure && isWritable
      ? [
          command({
            key: "copy",
            icon: "archive",
            title: w.copy,
            also: also.copy,
            run: () => {
              go({ screen: "copies" });
              void safety.copyNow();
            },
          }),
        ]
      : []),
  ];
}

/** Screens that have something to show, those with a key first. */
function screens(): Choice[] {
  const w = words();
  const { boot, view } = session;
  const all: [Exclude<Route["screen"], "standard" | "review">, string, IconName][] = [
    ["home", w.frame.home, "layoutDashboard"],
    ["grid", w.frame.grid, "listChecks"],
    ["evidence", w.frame.evidence, "files"],
    ["plan", w.frame.plan, "listTodo"],
    ["dossier", w.frame.dossier, "stamp"],
    ["verify", w.frame.verify, "shieldCheck"],
    ["checks", w.checks.title, "clipboardCheck"],
    ["quick", w.quick.title, "listChecks"],
    ["suppose", w.suppose.title, "compass"],
    ["compare", w.compare.title, "table"],
    ["reviews", w.frame.reviews, "inbox"],
    ["copies", w.frame.copies, "archive"],
    ["settings", w.frame.settings, "settings"],
    ["profile", w.frame.profile, "building"],
    ["create", w.frame.newCampaign, "plus"],
    ["identity", w.identity.title, "keyRound"],
    ["trust", w.trust.title, "shieldCheck"],
    ["returned", w.returned.title, "inbox"],
    ["exchange", w.exchange.title, "table"],
    ["erasure", w.erasure.title, "eraser"],
  ];
  return all
    .filter(([screen]) => {
      switch (needs(screen)) {
        case "nothing":
          return true;
        case "workspace":
          return boot?.workspace && !boot.failure;
        case "campaign":
          return view !== null;
      }
    })
    .map(([screen, title, icon], at) => ({
      kind: "screen",
      key: `screen ${screen}`,
      icon,
      title,
      ...(view && at < 6 && { keys: [w.frame.shortcuts.alt, String(at + 1)] }),
      run: () => go({ screen }),
    }));
}

/** What is about the window itself. */
function window(perform: (command: Command) => void): Choice[] {
  const { commands: w, also } = words().search;
  const other = currentLanguage() === "fr" ? "en" : "fr";
  const command = (choice: Omit<Choice, "kind">): Choice => ({ kind: "command", ...choice });
  return [
    command({
      key: "keyboard",
      icon: "keyboard",
      title: w.keyboard,
      also: also.keyboard,
      keys: ["?"],
      run: () => perform({ do: "help" }),
    }),
    command({
      key: "language",
      icon: "languages",
      title: words().frame.languageName[other],
      lang: other,
      also: also.language,
      run: () => speak(other),
    }),
    ...THEMES.filter((theme) => theme !== preferences.theme).map((theme) =>
      command({
        key: `theme ${theme}`,
        icon: "contrast",
        title: w.theme[theme],
        also: also.theme,
        run: () => preferences.setTheme(theme),
      }),
    ),
    command({
      key: "contrast",
      icon: "contrast",
      title: w.contrast[preferences.moreContrast ? "off" : "on"],
      also: also.contrast,
      run: () => preferences.setMoreContrast(!preferences.moreContrast),
    }),
    ...TEXT_SIZES.filter((size) => size !== preferences.textSize).map((size) =>
      command({
        key: `text ${size}`,
        icon: "eye",
        title: w.text(Number(size)),
        also: also.text,
        run: () => preferences.setTextSize(size),
      }),
    ),
  ];
}
