/** Writing: whether what stands on the page may be changed. Told from above, asked by controls. */
import { getContext, setContext } from "svelte";

type Barred = () => string | null;

const KEY = Symbol("writing");

/** Tells everything below why nothing can be changed; null while it can. */
export function tellWriting(barred: Barred): void {
  setContext(KEY, barred);
}

export function writingBarred(): Barred {
  return getContext<Barred | undefined>(KEY) ?? (() => null);
}
