/** The French catalogue. Plainly written here, set by `typography`. */
import { due, example, pictureTable, quick, suppose } from "./fr/begin";
import { checks } from "./fr/checks";
import { campaigns, compare } from "./fr/campaigns";
import { dossier, verification } from "./fr/dossier";
import { evidence, matrix, paste, plan, several } from "./fr/evidence";
import { common, frame, profile, start } from "./fr/frame";
import { identity, identitySheet } from "./fr/identity";
import { format } from "./fr/language";
import { passphrase, protection, recovery } from "./fr/protection";
import { erasure, exchange, history, library } from "./fr/records";
import { copies, settings, trouble } from "./fr/safety";
import { grid, home, standard } from "./fr/standard";
import { search } from "./fr/search";
import { report, returned, review } from "./fr/review";
import { trust } from "./fr/trust";
import { typesetAll } from "./typography";

export const fr = {
  format,
  ...typesetAll({
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
  }),
};
