/** What the shell in memory knows of changes, of erasing and of files that come in. */
import type {
  Assessment,
  Erased,
  EvidencePreview,
  HistoryEntry,
  IssuedDossier,
  LibraryLine,
  NamePlace,
  Overdue,
  ReadAnswers,
  RecentChange,
  Revision,
  Trash,
} from "../../src/api/types";

/** A page with lines, as a scanner makes it. */
const PICTURE =
  "iVBORw0KGgoAAAANSUhEUgAAAaQAAAEECAIAAADoMteMAAAERklEQVR42u3dwZGDQBAEQczhLf+NwgScUMAMlRllwT" +
  "06kNhbHRdAwOFPABg7AGMHYOwAjB2AsQMwdgDGDsDYAcYOwNgBGDsAYwdg7ACMHYCxAzB2AMYOMHYAxg7A2AEYOwBj" +
  "B2DsAIwdgLEDMHaAsQMwdgDGDuDzY3f+TkmrM3bGTrJrxs7YSXbN2Emya8ZOkl7YcWMnKfF8auwkJT53GztJie8TjZ" +
  "2kxHsSYycp8f7X2ElKnGvxv7GAc3YAxg7A2AEYOwBjB2DsAIwdgLEDjB2AsQMwdgDGDsDYAewaOxfgSO5lMnaS7Jqx" +
  "k6QHd9zYSUo8nxo7SYnP3cZOUuL7RGMnKfGexNhJSrz/NXaSEudajJ2kxHk9YyfZNYeKjZ1k14ydsZPsmrGTpFk77o" +
  "onwJMdgLEDMHYAxg7A2AEYOwBjB2DsAGMHYOwAjB2AsQMwdgC7xs7lM5JW3K9n7CQl7g01dpIS9yEbO0mJe96NnaTE" +
  "71cYO8mueRtr7CS7ZuyMnWTXjJ0kzdpxYycp8Xxq7CQlPncbO0mJ7xONnaTEexJjJynx/tcVT4CjJwDGDsDYARg7AG" +
  "MHYOwAjB2AsQOMHYCxAzB2AMYOwNgB7Bo7F91I7mUydpLsmrGTZNeMnST9d8eNnaTE86mxk5T43G3sJCW+TzR2khLv" +
  "SYydpMT7X2MnKXGuxdhJSpzXM3aSXXOo2NhJds3YGTvJroXGDsDYARg7AGMHYOwAjB2AsQOMHYCxAzB2AMYOwNgBGD" +
  "sAYwfw7Ni5VEfSinuojJ2kxP16xk5S4t5QYycpcR+ysZOUuOfd2ElK/H6FsZPsmqMnxk6ya8bO2El2zdhJ0qwdN3aS" +
  "Es+nxk5S4nO3sZOU+D7R2ElKvCdxxRPgbSyAsQMwdgDGDsDYARg7AGMHYOwAYwdg7ACMHYCxAzB2ALvGzoU2knuZjJ" +
  "0ku2bsJNk1YyfJrhk7SXbc2EnyfGrsJGU/dxs7SYnvE42dpMR7EmMnKfH+19hJSpxrMXaSEuf1jJ1k1xwqNnaSXTN2" +
  "AMYOwNgBGDsAYwdg7ACMHWDsAIwdgLEDMHYAxg7A2AEYO4A3xs7lOZJW3ENl7CQl7tczdpIS94YaO0mJ+5CNnaTEPe" +
  "/GTlLi9yuMnaTE7/IYO8muOWdn7CS7ZuyMnWTXjJ0kzdpxYycp8Xxq7CQlPncbO0mJ7xNd8QR4QQFg7ACMHYCxAzB2" +
  "AMYOwNgBGDvA2AEYOwBjB2DsAIwdwK6xc3GN5F4mYyfJrhk7SXbN2Emya8ZOkl0zdpLsuLGTlH0+NXaSEp+7jZ2kxP" +
  "eJxk5S4j2JsZOUeP9r7CQlzrUYO0mJ83rGTrJrDhUDGDsAYwdg7ACMHYCxAzB2AMYOMHYAxg7A2AEYOwBjB2DsAMaN" +
  "nUtyJK24h8rYSUrcr2fsJCXuDTV2khL3IRs7SYl73o2dpMTvVxg7SYnf5TF2khK/N3YDfc//T1KjkJ8AAAAASUVORK" +
  "5CYII=";

const AUTHOR = "Camille Roy";

export function history(standard: string): HistoryEntry[] {
  const answer = (verdict: string, comment: string) => ({
    kind: "answer" as const,
    value: { standard, verdict, comment, evidence: [] },
  });
  const record = { kind: "answer" as const, key: standard };
  return [
    {
      change: 41,
      recorded_at: "2026-11-21T17:12:00Z",
      author: AUTHOR,
      origin: "entered",
      record,
      deed: "changed",
      before: answer("partly_met", "La procédure existe, le registre reste à tenir."),
      after: answer("met", "La procédure et le registre sont à jour."),
      is_private: false,
    },
    {
      change: 12,
      recorded_at: "2026-10-02T08:40:00Z",
      author: null,
      origin: "entered",
      record,
      deed: "made",
      before: null,
      after: answer("partly_met", "La procédure existe, le registre reste à tenir."),
      is_private: false,
    },
  ];
}

export function recent(open: Assessment): RecentChange[] {
  const [first, second] = open.answers;
  const piece = open.evidence[0];
  return [
    {
      change: 41,
      recorded_at: "2026-11-22T09:12:00Z",
      author: AUTHOR,
      origin: "entered",
      touched: [{ record: { kind: "answer", key: first?.standard ?? "" }, deed: "changed" }],
    },
    {
      change: 40,
      recorded_at: "2026-11-21T16:05:00Z",
      author: AUTHOR,
      origin: "entered",
      touched: [
        {
          record: { kind: "evidence", key: piece?.id ?? "" },
          deed: "made",
          title: piece?.title ?? null,
        },
        { record: { kind: "answer", key: second?.standard ?? "" }, deed: "changed" },
      ],
    },
  ];
}

export function library(open: Assessment): LibraryLine[] {
  return open.evidence.map(({ id }, at) => ({
    evidence: id,
    is_kept: at !== 3,
    notices:
      at === 0
        ? ["Ce document est protégé par un mot de passe : l’auditeur ne pourra pas le lire."]
        : [],
    revisions: at === 0 ? 2 : 1,
  }));
}

export function revisions(open: Assessment, evidence: string): Revision[] {
  const piece = open.evidence.find(({ id }) => id === evidence);
  const revision = (recorded_at: string, size_bytes: number): Revision => ({
    recorded_at,
    author: AUTHOR,
    file_name: piece?.file_name ?? "",
    media_type: "application/pdf",
    size_bytes,
    digest: `sha256:${"0".repeat(64)}`,
    is_kept: true,
  });
  return [revision("2025-09-12T08:00:00Z", 180_000), revision("2026-10-12T08:00:00Z", 214_000)];
}

/** A small picture, a text, or nothing, in turn. */
export function shown(open: Assessment, evidence: string): EvidencePreview {
  const at = open.evidence.findIndex(({ id }) => id === evidence);
  switch (at % 3) {
    case 0:
      return { kind: "image", media_type: "image/png", base64: PICTURE };
    case 1:
      return { kind: "text", text: "Charte du mentor\n\n".repeat(40), is_whole: false };
    default:
      return { kind: "elsewhere" };
  }
}

export function trash(open: Assessment | null): Trash {
  const piece = open?.evidence[1];
  return {
    assessments: [],
    evidence:
      open && piece
        ? [
            {
              assessment: open.id,
              evidence: piece,
              removed_at: "2026-11-12T08:00:00Z",
              removed_by: AUTHOR,
              erased_on: "2026-12-12",
              has_content: true,
            },
          ]
        : [],
  };
}

export function overdue(open: Assessment | null): Overdue[] {
  const piece = open?.evidence[2];
  return open && piece
    ? [
        {
          retention: { assessment: open.id, evidence: piece.id, keep_until: "2026-10-31" },
          title: piece.title,
          programme: open.programme.name,
        },
      ]
    : [];
}

export function named(name: string): NamePlace[] {
  return [
    { whereabouts: { kind: "record" }, excerpt: `… entretien mené par ${name} en septembre …` },
    { whereabouts: { kind: "history" }, excerpt: `… mené par ${name} …` },
  ];
}

export function issued(open: Assessment): IssuedDossier[] {
  return [
    {
      assessment: open.id,
      issued_at: "2026-11-02T10:20:00Z",
      file_name: "dossier-passerelles-2026.pdf",
      size_bytes: 4_812_000,
      digest: `sha256:${"5b1c09ae".repeat(8)}`,
      certificate_digest: `sha256:${"3f9a1c07".repeat(8)}`,
    },
  ];
}

export const ERASED: Erased = {
  records: 3,
  entries: 5,
  contents: [],
  shared_contents: [],
  unreachable: {
    dossiers: [
      {
        assessment: "",
        issued_at: "2026-11-02T10:20:00Z",
        file_name: "dossier-passerelles-2026.pdf",
        size_bytes: 4_812_000,
        digest: "sha256:00",
        certificate_digest: "sha256:00",
      },
    ],
    copies: [],
    unsearched: [],
  },
};

export function answers(open: Assessment): ReadAnswers {
  const proposals = open.answers.slice(0, 3).map((answer, at) => {
    const { verdict = null, comment = null, justification = null } = answer;
    return {
      standard: answer.standard,
      place: `Réponses!A${at + 4}`,
      before: { verdict, comment, justification },
      after: { verdict: "met" as const, comment: "Relu en équipe le 12 novembre.", justification },
      changed_since: at === 1,
    };
  });
  return {
    file_name: "réponses-équipe.xlsx",
    made_at: "2026-11-10T08:00:00Z",
    proposals,
    refused: ["Réponses!C12 : « peut-être » n’est pas une réponse connue."],
    unchanged: open.answers.length - proposals.length,
  };
}
