/** Faults, and the direction of imports: the ladder of the window. */
import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import tseslint from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const TAURI = {
  group: ["@tauri-apps/*"],
  message: "Only src/api knows Tauri.",
};
const above = (...rooms) => ({
  regex: `^(\\.\\./)+(${rooms.join("|")})(/|$|\\.)`,
  message:
    "A room uses lower rooms only: api, wording, parts · sheet, safety · session · screens · frame.",
});
const room = (files, ...patterns) => ({
  files: [files],
  rules: { "no-restricted-imports": ["error", { patterns }] },
});

export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/api/types.ts"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
      "svelte/no-at-html-tags": "error",
      // The window's policy refuses style attributes; directives go through the CSSOM.
      "no-restricted-syntax": [
        "error",
        { selector: 'SvelteAttribute[key.name="style"]', message: "No style attribute." },
      ],
      // Routes live behind #, there is no router to ask.
      "svelte/no-navigation-without-resolve": "off",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: tseslint.parser, svelteConfig } },
  },
  { files: ["*.js", "*.ts", "scripts/**", "tests/**"], languageOptions: { globals: globals.node } },
  // A script speaks to whoever runs it.
  { files: ["scripts/**"], rules: { "no-console": "off" } },
  {
    files: ["src/**"],
    ignores: ["src/api/**"],
    rules: {
      "@typescript-eslint/consistent-type-assertions": [
        "error",
        { assertionStyle: "as", objectLiteralTypeAssertions: "never" },
      ],
      "no-restricted-imports": ["error", { patterns: [TAURI] }],
    },
  },
  room("src/api/**", above("wording", "parts", "sheet", "session", "screens", "frame")),
  room("src/wording/**", TAURI, above("parts", "sheet", "session", "screens", "frame")),
  room("src/parts/**", TAURI, above("sheet", "session", "screens", "frame", "api")),
  room("src/sheet/**", TAURI, above("session", "screens", "frame")),
  room("src/safety/**", TAURI, above("session", "screens", "frame")),
  room("src/session/**", TAURI, above("screens", "frame", "parts")),
  room("src/screens/**", TAURI, above("frame", "screens"), {
    // A neighbour of a screen is another screen, wherever it stands.
    regex: "^\\.\\./(?!\\.\\./)",
    message: "Screens never import screens.",
  }),
  room("src/frame/**", TAURI),
);
