/**
 * In the place of `@tauri-apps/api/core`, for the browser and the tests: a shell in memory.
 *
 * Never in the product: only modes other than production know this file.
 */
import { Shell } from "./shell";

export class Channel<T> {
  onmessage: (message: T) => void = () => undefined;
}

export const shell = new Shell();

export async function invoke(
  command: string,
  facts: Record<string, unknown> = {},
): Promise<unknown> {
  // Real commands take a moment, and cross as text.
  await new Promise((resolve) => setTimeout(resolve, 5));
  const answer = await shell.answer(command, facts);
  return answer === undefined ? undefined : JSON.parse(JSON.stringify(answer));
}

declare global {
  interface Window {
    /** The stand-in, for whoever drives the page. */
    standin?: Shell;
  }
}
if (typeof window !== "undefined") {
  window.standin = shell;
}
