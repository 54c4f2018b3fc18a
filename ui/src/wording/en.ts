/** The English catalogue: the same sentences as the French one, by type. */
import type { fr } from "./fr";
import { due, example, pictureTable, quick, suppose } from "./en/begin";
import { checks } from "./en/checks";
import { campaigns, compare } from "./en/campaigns";
import { dossier, verification } from "./en/dossier";
import { evidence, matrix, paste, plan, several } from "./en/evidence";
import { common, frame, profile, start } from "./en/frame";
import { identity, identitySheet } from "./en/identity";
import { format } from "./en/language";
import { passphrase, protection, recovery } from "./en/protection";
import { erasure, exchange, history, library } from "./en/records";
import { copies, settings, trouble } from "./en/safety";
import { grid, home, standard } from "./en/standard";
import { search } from "./en/search";
import { report, returned, review } from "./en/review";
import { trust } from "./en/trust";

export const en = {
  format,
  common,
  frame,
  start,
  profile,
  home,
  example,
  quick,
  suppose,
  due,
  pictureTable,
  grid,
  standard,
  evidence,
  several,
  matrix,
  paste,
  plan,
  checks,
  search,
  dossier,
  identity,
  identitySheet,
  verification,
  trust,
  review,
  report,
  returned,
  passphrase,
  protection,
  recovery,
  copies,
  settings,
  trouble,
  history,
  library,
  erasure,
  exchange,
  campaigns,
  compare,
} satisfies typeof fr;
