/** Building and testing the window. Mode `standin` puts an in-memory shell in Tauri's place. */
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const standin = fileURLToPath(new URL("./tests/standin/core.ts", import.meta.url));

function aliases(mode: string): Record<string, string> {
  return mode === "production" ? {} : { "@tauri-apps/api/core": standin };
}

export default defineConfig(({ mode }) => ({
  base: "./",
  plugins: [svelte()],
  resolve: { alias: aliases(mode) },
  // The fixtures and the grid stand beside this folder.
  server: { fs: { allow: [".."] } },
  build: {
    target: "es2023",
    // Nothing inline: the window's policy allows only files of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  test: { include: ["src/**/*.test.ts", "tests/**/*.test.ts"], environment: "node" },
}));
