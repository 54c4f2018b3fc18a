/** Copies, troubles and notices of the shell in memory. */
import type {
  Assessment,
  Copies,
  CopyContent,
  CopyFolder,
  CopySummary,
  Failure,
  Notice,
} from "../../src/api/types";

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

export const RECOVERED: Notice = {
  happened: "Le fichier était abîmé : vos données datent du 22 novembre 2026 à 13:02.",
  remedy:
    "Les fichiers abîmés sont gardés dans « abime-2026-11-22 ». Il manque une preuve : « Charte du mentor ».",
};

const HOURS = ["18:30", "17:30", "16:31", "10:02", "09:04"];

function made(): CopySummary[] {
  return [21, 20, 19, 18].flatMap((day) =>
    HOURS.map((hour) => ({
      file_name: `2026-11-${day}_${hour.replace(":", "")}00.mentorat-copie`,
      made_at: `2026-11-${day}T${hour}:00Z`,
      size_bytes: 412_000 + day * 1000,
      is_readable: true,
    })),
  );
}

export function copies(second: string | null): Copies {
  const folders: CopyFolder[] = [
    {
      place: "first",
      path: "/home/marie/Documents/Label Mentorat/Copies",
      is_reachable: true,
      copies: made(),
    },
  ];
  if (second) {
    folders.push({ place: "second", path: second, is_reachable: true, copies: made() });
  }
  return { folders };
}

export function preview(open: Assessment | null): CopyContent {
  return {
    campaigns: open
      ? [
          {
            assessment: open.id,
            organisation: open.organisation.name,
            programme: open.programme.name,
            campaign: open.campaign.title,
            reference_date: open.campaign.reference_date,
            grid: open.grid.grid,
            edition: open.grid.edition,
          },
        ]
      : [],
    answers: open?.answers.length ?? 0,
    evidence: open?.evidence.length ?? 0,
    last_change: "2026-11-21T17:12:00Z",
    missing_evidence: ["Charte du mentor signée"],
  };
}
