/** How English writes days, sizes and counts. */
import { formatOf } from "../format";

export const format = formatOf("en-GB", ["B", "kB", "MB", "GB"], { at: "at", first: "1" });
export const { count, day, size } = format;
