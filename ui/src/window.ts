/** Puts the window together, with the workspace that was asked for at the very beginning. */
import { mount } from "svelte";
import type { Boot } from "./api/types";
import App from "./App.svelte";
import { currentLanguage } from "./wording";

export function open(booted: Promise<Boot>): void {
  document.documentElement.lang = currentLanguage();
  const target = document.getElementById("app");
  if (target) {
    mount(App, { target, props: { booted } });
  }
}
