/**
 * Drops: which part of the screen takes the files that are dragged over the window.
 *
 * The shell tells places, never paths; the element under the place decides.
 */
import type { Offer } from "../api/types";

interface Target {
  element: HTMLElement;
  dropped: (offer: Offer) => void;
}

class Drops {
  #targets = new Set<Target>();
  /** The element that files are held over. */
  over = $state.raw<HTMLElement | null>(null);

  add(element: HTMLElement, dropped: (offer: Offer) => void): () => void {
    const target = { element, dropped };
    this.#targets.add(target);
    return () => {
      this.#targets.delete(target);
      if (this.over === element) {
        this.over = null;
      }
    };
  }

  hover(x: number, y: number): void {
    this.over = this.#at(x, y)?.element ?? null;
  }

  leave(): void {
    this.over = null;
  }

  /** Gives the offer to what lies there; false when nothing takes it. */
  drop(x: number, y: number, offer: Offer): boolean {
    const target = this.#at(x, y);
    this.over = null;
    target?.dropped(offer);
    return target !== undefined;
  }

  /** The innermost target at a place. */
  #at(x: number, y: number): Target | undefined {
    const below = document.elementFromPoint(x, y);
    if (!below) {
      return undefined;
    }
    let best: Target | undefined;
    for (const target of this.#targets) {
      const holds = target.element.contains(below);
      if (holds && (!best || best.element.contains(target.element))) {
        best = target;
      }
    }
    return best;
  }
}

export const drops = new Drops();

/** Makes an element take dropped files, as long as it is there. */
export function takesFiles(dropped: (offer: Offer) => void): (element: HTMLElement) => () => void {
  return (element) => drops.add(element, dropped);
}
