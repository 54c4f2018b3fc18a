/** What the stand-in knows of identities, and of the dossier to come. */
import type {
  Absent,
  Assessment,
  IdentitySummary,
  Preview,
  QrCode,
  Selection,
} from "../../src/api/types";

export function signer(name: string, kind: "seal" | "person"): IdentitySummary {
  return {
    name,
    kind,
    certificate_digest: `sha256:${(kind === "seal" ? "3f9a1c07" : "b2d41e66").repeat(8)}`,
    issuer: null,
    not_before: "2026-11-22T00:00:00Z",
    not_after: "2031-11-22T00:00:00Z",
    algorithm: "ECDSA P-256",
  };
}

/** A file with two identities. */
export const IDENTITIES = [signer("Passerelles", "seal"), signer("Camille Roy", "person")];

/** Not a real code: the shell draws those. */
export function code(text: string): QrCode {
  return { text, side: 12, path: "M4,4h1v1h-1zM7,4h1v1h-1zM4,7h1v1h-1z" };
}

export function previewed(open: Assessment, { evidence, omitted }: Selection): Preview {
  const left_out = open.evidence.flatMap(({ id, title, privacy }): Absent[] => {
    const absent = (reason: Absent["reason"]) => [{ evidence: id, title, reason }];
    if (evidence === "none" || (typeof evidence !== "string" && !evidence.these.includes(id))) {
      return absent("not_chosen");
    }
    return evidence === "all_but_sensitive" && privacy === "sensitive" ? absent("sensitive") : [];
  });
  const answer = open.answers[0]?.standard ?? "E1.N1.S1";
  return {
    pages: 42 - 8 * omitted.length,
    size_bytes: 1_200_000 + 90_000 * (open.evidence.length - left_out.length),
    left_out,
    missing_glyphs: [{ character: "𓀀", is_copied: true, places: ["programme", { answer }] }],
  };
}
