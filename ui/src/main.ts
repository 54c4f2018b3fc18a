/** Puts the window together: fonts, tokens, the page, then the application. */
import "./style/fonts.css";
import "./style/tokens.css";
import "./style/contrast.css";
import "./style/base.css";
import "./parts/control.css";
import "./style/print.css";
import { booted, ready } from "./booted";
import { mount } from "svelte";
import App from "./App.svelte";
import { speakAsBefore } from "./wording";

const target = document.getElementById("app");
if (target) {
  void Promise.all([ready, speakAsBefore()]).then(() => mount(App, { target, props: { booted } }));
}
