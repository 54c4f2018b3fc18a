/** State of erasing: what a person is asked before anything goes for ever. */
import type { Erased } from "../../api/types";

export interface Question {
  title: string;
  erase: () => Promise<Erased | null>;
}
