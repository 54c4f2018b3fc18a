/**
 * Saver: writes what is typed a moment after the typing stops, and never loses any of it.
 *
 * Knows nothing of what it writes or of screens. One write at a time; the latest value of each
 * key; a value that could not be written stays until it is. Source: design.md; trust.md, G1.
 */

/** Silence after which typed text is written. */
export const QUIET_MS = 600;

export type Saving = "idle" | "waiting" | "writing" | "failed";

export class Saver<K, V> {
  #write: (key: K, value: V) => Promise<void>;
  #changed: (saving: Saving, cause: unknown) => void;
  #waiting = new Map<K, V>();
  #flying: { key: K; value: V } | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #running: Promise<boolean> | null = null;

  constructor(
    write: (key: K, value: V) => Promise<void>,
    changed: (saving: Saving, cause: unknown) => void,
  ) {
    this.#write = write;
    this.#changed = changed;
  }

  /** The value not yet known to be written, when there is one. */
  pending(key: K): V | undefined {
    if (this.#waiting.has(key)) {
      return this.#waiting.get(key);
    }
    return this.#flying?.key === key ? this.#flying.value : undefined;
  }

  isSettled(): boolean {
    return this.#waiting.size === 0 && this.#flying === null;
  }

  /** Writes `value` once nothing was put for a moment. */
  later(key: K, value: V): void {
    this.#waiting.set(key, value);
    this.#stopTimer();
    this.#timer = setTimeout(() => void this.flush(), QUIET_MS);
    if (!this.#flying) {
      this.#changed("waiting", null);
    }
  }

  /** Writes `value` at once. */
  now(key: K, value: V): Promise<boolean> {
    this.#waiting.set(key, value);
    return this.flush();
  }

  /** Writes all that waits; true when everything is written. */
  flush(): Promise<boolean> {
    this.#stopTimer();
    this.#running ??= this.#drain().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Forgets what was not written. */
  abandon(): void {
    this.#stopTimer();
    this.#waiting.clear();
    this.#changed("idle", null);
  }

  async #drain(): Promise<boolean> {
    for (let first = this.#first(); first; first = this.#first()) {
      this.#waiting.delete(first.key);
      this.#flying = first;
      this.#changed("writing", null);
      try {
        await this.#write(first.key, first.value);
        this.#flying = null;
      } catch (cause) {
        this.#flying = null;
        // A later value of the same key holds what this one held.
        if (!this.#waiting.has(first.key)) {
          this.#waiting.set(first.key, first.value);
        }
        this.#changed("failed", cause);
        return false;
      }
    }
    this.#stopTimer();
    this.#changed("idle", null);
    return true;
  }

  #first(): { key: K; value: V } | null {
    for (const [key, value] of this.#waiting) {
      return { key, value };
    }
    return null;
  }

  #stopTimer(): void {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#timer = null;
    }
  }
}
