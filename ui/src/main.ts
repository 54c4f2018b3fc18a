/** Puts the window together: fonts, tokens, the page, then the application. */
import { mount } from "svelte";
import "./style/fonts.css";
import "./style/tokens.css";
import "./style/contrast.css";
import "./style/base.css";
import "./parts/control.css";
import "./style/print.css";
import App from "./App.svelte";
import { preferences } from "./session/preferences.svelte";
import { currentLanguage } from "./wording";

document.documentElement.lang = currentLanguage();
preferences.show();
const target = document.getElementById("app");
if (target) {
  mount(App, { target });
}
