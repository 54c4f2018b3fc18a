/** The picture of the whole on the page: how wide it is drawn, and where its cells lie. Pure. */

/** Points in a root em: the ten-point letters of the picture are then as large as the page's. */
const POINTS = 10;

/** Width in points of a picture that fills so many pixels. */
export function pointsOf(pixels: number, rem: number): number {
  return (pixels / rem) * POINTS;
}

/** A length as a share of the whole. */
export function percentOf(length: number, whole: number): string {
  return `${(length * 100) / whole}%`;
}
