/** Troubles of the shell in memory. */
import type { Failure } from "../../src/api/types";

export const TROUBLES: Record<string, Failure> = {
  busy: {
    kind: "busy",
    happened: "Il est ouvert par Camille Roy, sur le poste ACCUEIL-2, depuis aujourd’hui à 14:02.",
    remedy: "Fermez l’autre fenêtre puis réessayez, ou ouvrez-le en lecture. Rien n’a été modifié.",
    detail: "busy (stand-in)",
  },
  newer: {
    kind: "newer",
    happened: "Ce fichier a été créé par une version plus récente de l’application.",
    remedy: "Mettez l’application à jour. Rien n’a été modifié.",
  },
  damaged: {
    kind: "damaged",
    happened: "Le fichier ne peut plus être lu, et aucune copie n’a été trouvée.",
    remedy: "Gardez-le tel quel. Si vous avez une sauvegarde, ouvrez-la.",
  },
  network: {
    kind: "place",
    happened: "Ce fichier est sur un lecteur réseau, où deux postes peuvent l’abîmer.",
    remedy: "Copiez-le sur cet ordinateur, par exemple dans « Documents », puis ouvrez-le là.",
  },
};
