/** What crosses about the identity that signs, and about dossiers to come: as `types`. */
import type { Digest, Moment, StandardId, Uuid, Written } from "./types";

export interface IdentitySummary {
  name: string;
  kind: IdentityKind;
  certificate_digest: Digest;
  /** The authority that issued its certificate; none for one that was made here. */
  issuer?: string | null;
  not_before: Moment;
  not_after: Moment;
  algorithm: string;
}
export type IdentityKind = "seal" | "person";
export type KeyAlgorithm = "p256" | "rsa3072";
export interface NewIdentity {
  name: string;
  kind: IdentityKind;
  /** The organisation that a person signs for. */
  organisation: string | null;
  algorithm: KeyAlgorithm;
  passphrase: string;
  /** Digest of the certificate of the identity that shall give way. */
  replaces: Digest | null;
}
export interface ChosenIdentity {
  offer: string;
  /** Opens the file. */
  passphrase: string;
  certificate_digest: Digest;
  /** Keeps the identity here. */
  fresh: string;
  replaces: Digest | null;
}
export interface QrCode {
  text: string;
  /** Length of a side in modules, margin included. */
  side: number;
  /** The dark modules, as the path of an SVG picture. */
  path: string;
}
export type Part = "standards" | "gaps" | "plan" | "history";
export type Enclosing = "all" | "all_but_sensitive" | "none" | { these: Uuid[] };
export interface Selection {
  evidence: Enclosing;
  /** What is not printed. */
  omitted: Part[];
}
export interface Preview {
  pages: number;
  size_bytes: number;
  left_out: Absent[];
  missing_glyphs: MissingGlyph[];
}
export interface Absent {
  evidence: Uuid;
  title: string;
  reason: LeftOut;
}
export type LeftOut = "not_chosen" | "sensitive" | "too_large" | "never_attach";
export interface MissingGlyph {
  character: string;
  is_copied: boolean;
  places: Place[];
}
export type Place =
  | "organisation"
  | "programme"
  | "campaign"
  | "grid"
  | "signer"
  | { answer: StandardId }
  | { evidence: Uuid }
  | { action: Uuid };
export interface Delivered {
  written: Written;
  offer: string;
  /** None for a draft. */
  certificate_digest?: Digest | null;
  stamped: boolean;
}
