/** What the boundary says of files received, and of whom a person knows. */
import type { Day, Digest, Failure, LevelId, Moment, Offer, Written } from "./types";

export interface Verification {
  file_name: string;
  report: Report;
  answers: VerificationAnswer[];
  declared?: string | null;
  recomputed?: string | null;
  acquaintance?: Acquaintance | null;
  list_failure?: Failure | null;
}
export type Acquaintance =
  | { kind: "first" }
  | { kind: "met"; dossiers: number; since: Moment }
  | { kind: "name_met"; certificate_digest: Digest; since: Moment }
  | { kind: "known"; since: Moment; author: string }
  | { kind: "vouched" }
  | { kind: "other_key"; recorded: Digest; since: Moment }
  | { kind: "withdrawn"; at: Moment; why: string };
export interface Key {
  name: string;
  certificate_digest: Digest;
  is_authority: boolean;
  valid_until: Day;
  recorded_at: Moment;
  author: string;
  how: string;
  withdrawn?: { at: Moment; author: string; why: string; revoked: boolean } | null;
}
export interface Checked {
  author: string;
  how: string;
}
/** A trust list that was issued, signed. */
export interface DeliveredList {
  written: Written;
  offer: string;
}
/** Somebody's trust list, held against one's own. */
export interface ListPreview {
  offer: Offer;
  /** Digest of the file that was looked at: no other is taken over. */
  file_digest: Digest;
  signature: SignatureReport;
  acquaintance?: Acquaintance | null;
  /** None when the signer is not trusted. */
  difference?: Difference | null;
}
export interface Difference {
  to_record: Key[];
  to_withdraw: Key[];
  /** As they are here. */
  stay_withdrawn: Key[];
  same: number;
}
export interface VerificationAnswer {
  question: "integrity" | "identity" | "date" | "content";
  outcome: "good" | "caution" | "bad" | "undecided";
  /** Of the certificate, where the answer says who signed. */
  fingerprint?: Digest | null;
  sentence: string;
  reason: string;
  advice: string;
}
export interface Report {
  file: string;
  verdict: "trusted" | "intact" | "altered" | "not_a_dossier" | "unsigned" | "unreadable";
  signature?: SignatureReport | null;
  checks: Check[];
  level?: { declared?: LevelId | null; recomputed?: LevelId | null } | null;
}
export interface SignatureReport {
  signer: string;
  certificate_digest: Digest;
  signed_at?: Moment | null;
  profile: "B-B" | "B-T" | "other";
  integrity: "passed" | "failed" | "undecided";
  trust: "trusted" | "unknown" | "expired" | "not_yet_valid" | "revoked" | "weak";
}
export type CheckName =
  | "size"
  | "one_signature"
  | "one_byte_range"
  | "whole_file"
  | "signature_gap"
  | "signed_bytes"
  | "signer_key"
  | "nothing_active"
  | "single_revision"
  | "embedded_files"
  | "embedded_data"
  | "embedded_grid"
  | "evidence_digests"
  | "journal_chain"
  | "embedded_score"
  | "visible_text";
export interface Check {
  check: CheckName;
  outcome: "passed" | "failed" | "undecided" | "not_applicable";
  detail?: string | null;
}
