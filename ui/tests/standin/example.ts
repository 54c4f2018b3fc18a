/** An assessment half-way, and what a verification finds, to look at the screens with. */
import type {
  Answer,
  Assessment,
  Evidence,
  EvidenceLink,
  Grid,
  Standard,
  Verdict,
  Verification,
} from "../../src/api/types";

const ID = "6f1c7a1e-5b1d-4a0e-9a53-0b8b0f6d2c11";

function piece(at: number, title: string, dated: string | null, more: Partial<Evidence>): Evidence {
  return {
    id: `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`,
    title,
    file_name: `${title.toLowerCase().replaceAll(/[^a-zà-ÿ]+/g, "-")}.pdf`,
    media_type: "application/pdf",
    size_bytes: 83_000 + at * 41_700,
    digest: `sha256:${"0".repeat(64)}`,
    document_date: dated,
    added_at: "2026-11-10T09:12:00Z",
    privacy: "none",
    ...more,
  };
}

/** How each standard of a level is answered: most of the first, fewer above. */
function verdictOf(standard: Standard, at: number): Verdict | null {
  if (standard.level === "N1") {
    return at % 11 === 7 ? "partly_met" : "met";
  }
  if (standard.level === "N2") {
    return ([null, "met", "partly_met", "met", "not_met"] as const)[at % 5] ?? null;
  }
  return at % 4 === 1 ? "not_applicable" : null;
}

export function example(grid: Grid): Assessment {
  const evidence: Evidence[] = [];
  const answers: Answer[] = grid.standards.flatMap((standard, at): Answer[] => {
    const verdict = verdictOf(standard, at);
    if (!verdict) {
      return [];
    }
    const links: EvidenceLink[] = [];
    if (verdict === "met" || verdict === "partly_met") {
      standard.expected_evidence.forEach((item, place) => {
        if (!item.required && place > 1) {
          return;
        }
        const dated = at === 10 ? null : at === 13 ? "2022-03-01" : `2026-0${(at % 8) + 1}-15`;
        const old = item.validity_months === 12 && at % 6 === 2 ? "2025-12-20" : dated;
        const title = item.label.split(/[:,(]/)[0]?.trim() ?? item.label;
        const made = piece(evidence.length + 1, title, old, {
          privacy: item.privacy ? "anonymised" : "none",
        });
        evidence.push(made);
        links.push({ evidence: made.id, expected: item.id });
      });
    }
    return [
      {
        standard: standard.id,
        verdict,
        comment:
          at % 5 === 0 ? "Revu chaque année en comité de pilotage, au mois de septembre." : null,
        justification: verdict === "not_applicable" ? "Le programme n’a pas encore un an." : null,
        evidence: links,
      },
    ];
  });
  evidence.push(piece(900, "Rapport moral 2025", "2026-05-20", { privacy: "sensitive" }));
  return {
    format: "label-mentorat/assessment/1",
    id: ID,
    grid: { grid: grid.grid, edition: grid.edition, file_digest: "sha256:00" },
    organisation: {
      name: "Les Passerelles du Val",
      kind: "association_1901",
      rna: "W941000001",
      legal_representative: "Présidence de l’association",
    },
    programme: {
      id: "2d9b4c10-1c55-4c1e-8f2b-6a3f0e7d5a02",
      name: "Passerelles collège",
      audience: "Collégiens de 11 à 15 ans",
      territories: "Val-de-Marne",
      mentees: 64,
      mentors: 58,
      conditions: { minors: true },
    },
    campaign: { title: "Auto-évaluation 2026", reference_date: "2026-11-22" },
    answers,
    evidence,
    actions: [
      {
        id: "00000000-0000-4000-8000-0000000a0001",
        standard: "E2.N2.S1",
        action: "Renouveler les vérifications de tous les mentors actifs avant la rentrée.",
        owner: "Responsable du programme",
        due_on: "2026-10-30",
        status: "started",
      },
      {
        id: "00000000-0000-4000-8000-0000000a0002",
        standard: "E4.N2.S2",
        action: "Écrire avec chaque binôme un objectif révisable, dès la troisième rencontre.",
        status: "planned",
        due_on: "2027-02-28",
      },
      {
        id: "00000000-0000-4000-8000-0000000a0003",
        standard: "E1.N2.S2",
        action: "Relire le projet du programme avec deux familles et deux mentors.",
        owner: "Bureau de l’association",
        status: "planned",
        due_on: "2027-01-15",
      },
      {
        id: "00000000-0000-4000-8000-0000000a0004",
        standard: "E3.N1.S2",
        action: "Donner à chaque mentor une fiche d’une page avant la première rencontre.",
        owner: "Responsable du programme",
        status: "done",
        due_on: "2026-09-15",
        outcome: "La fiche est remise avec la charte, à l’entretien d’accueil.",
      },
    ],
  };
}

type Found = "trusted" | "intact" | "altered" | "unsigned";

export function verification(file_name: string, found: Found): Verification {
  const sound = found === "trusted" || found === "intact";
  const digest = `sha256:${"3f9a1c07".repeat(8)}`;
  return {
    file_name,
    declared: found === "unsigned" ? null : "Fondamentaux",
    recomputed: sound ? "Fondamentaux" : null,
    acquaintance:
      found === "trusted"
        ? { kind: "known", since: "2026-11-22T14:02:00Z", author: "Marie" }
        : found === "intact"
          ? { kind: "first" }
          : null,
    answers: [
      {
        question: "integrity",
        outcome: sound ? "good" : "bad",
        sentence: sound
          ? "Le dossier n’a pas été modifié depuis sa signature."
          : "Le fichier a été modifié après sa signature.",
        reason: sound
          ? "La signature couvre le fichier entier et correspond à son contenu."
          : "Des octets ajoutés à la fin du fichier ne sont pas couverts par la signature.",
        advice: sound ? "" : "Ne vous fiez pas à ce fichier ; demandez un nouvel exemplaire.",
      },
      {
        question: "identity",
        outcome: found === "trusted" ? "good" : "caution",
        fingerprint: sound ? digest : null,
        sentence: "Signé par « Les Passerelles du Val ».",
        reason: "Le certificat a été créé par l’association elle-même ; personne ne l’a confirmé.",
        advice: "Demandez l’empreinte à l’association par téléphone et comparez-la.",
      },
      {
        question: "date",
        outcome: "caution",
        sentence: "Signé le 22 novembre 2026 à 14:02, d’après l’ordinateur du signataire.",
        reason: "L’heure est déclarée, non prouvée.",
        advice: "",
      },
      {
        question: "content",
        outcome: sound ? "good" : "undecided",
        sentence: sound ? "Les réponses, les preuves et le niveau concordent." : "Non examiné.",
        reason: sound
          ? "42 preuves retrouvées, le niveau recalculé est le même."
          : "Le fichier n’est pas intact.",
        advice: "",
      },
    ],
    report: {
      file: file_name,
      verdict: found,
      signature:
        found === "unsigned"
          ? null
          : {
              signer: "Les Passerelles du Val",
              certificate_digest: digest,
              signed_at: "2026-11-22T13:02:00Z",
              profile: "B-B",
              integrity: sound ? "passed" : "failed",
              trust: found === "trusted" ? "trusted" : "unknown",
            },
      checks: [
        {
          check: "whole_file",
          outcome: sound ? "passed" : "failed",
          detail: "[0 1240 34010 4778000]",
        },
        { check: "signed_bytes", outcome: "passed" },
        { check: "embedded_score", outcome: sound ? "passed" : "undecided" },
        { check: "evidence_digests", outcome: "not_applicable" },
      ],
      level: found === "unsigned" ? null : { declared: "N1", recomputed: sound ? "N1" : null },
    },
  };
}
