/** How French writes days, sizes and counts. */
import { formatOf } from "../format";

export const format = formatOf("fr-FR", ["o", "ko", "Mo", "Go"], { at: "à", first: "1er" });
export const { count, day, size } = format;
