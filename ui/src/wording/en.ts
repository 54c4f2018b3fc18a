/** The English catalogue: the same sentences as the French one, by type. */
import type { fr } from "./fr";
import { dossier, verification } from "./en/dossier";
import { evidence, plan } from "./en/evidence";
import { common, frame, profile, start } from "./en/frame";
import { format } from "./en/language";
import { grid, home, standard } from "./en/standard";

export const en = {
  format,
  common,
  frame,
  start,
  profile,
  home,
  grid,
  standard,
  evidence,
  plan,
  dossier,
  verification,
} satisfies typeof fr;
