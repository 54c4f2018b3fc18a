/** Failure: why a command did not do what was asked, in the shell's own sentences. */
import type { Failure } from "./types";

/** Kind of a failure that a person asked for. */
export const CANCELLED = "cancelled";

/** The language of the shell's sentences, whatever the window speaks. */
export const SHELL_LANGUAGE = "fr";

/** Kind of a failure that the window words itself: something was dropped where it means nothing. */
export const NOWHERE = "nowhere";

/** The language of a failure's sentences; nothing where it is the window's own. */
export function languageOf(failure: Failure): string | undefined {
  return failure.happened === "" || failure.kind === NOWHERE ? undefined : SHELL_LANGUAGE;
}

function isFailure(thrown: unknown): thrown is Failure {
  return (
    typeof thrown === "object" && thrown !== null && "happened" in thrown && "remedy" in thrown
  );
}

/**
 * What was thrown, as a failure that can be shown.
 *
 * Anything the shell did not word itself is a fault of the window: it has no sentences, so the
 * screen gives its own for the kind `unexpected`.
 */
export function failureOf(thrown: unknown): Failure {
  if (isFailure(thrown)) {
    return thrown;
  }
  return { kind: "unexpected", happened: "", remedy: "", detail: String(thrown) };
}
