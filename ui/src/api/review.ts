/** What the boundary says of reviews: dossiers received, and what the auditor finds in them. */
import type { Assessment, Day, Digest, Grid, LevelId, Moment, Offer, Score } from "./types";
import type { SignatureReport, StandardId, Uuid, Written } from "./types";

export type ReviewState = "received" | "under_review" | "pre_report" | "closed";
export type Judgement =
  | "conforming"
  | "strength"
  | "point_of_attention"
  | "minor_nonconformity"
  | "major_nonconformity"
  | "contested_not_applicable"
  | "to_check";
export type Whom = "coordinator" | "mentors" | "mentees" | "others";

export interface ReviewSummary {
  review: Uuid;
  organisation: string;
  programme: string;
  campaign: string;
  signer: string;
  issued_at: Moment;
  received_at: Moment;
  due_on?: Day | null;
  state: ReviewState;
  declared?: string | null;
  found?: string | null;
  in_scope: number;
  judged: number;
}
export interface ReviewSheet {
  review: Uuid;
  grid: Grid;
  content: Review;
  levels: Comparison;
  versions: Version[];
  asked?: Asked | null;
  saved_at?: Moment | null;
  can_undo: boolean;
  can_redo: boolean;
}
/** Another dossier of the same assessment. */
export interface Version {
  review: Uuid;
  received_at: Moment;
  is_newer: boolean;
}
/** What was asked for on the dossier before it. */
export interface Asked {
  review: Uuid;
  issued_at: Moment;
  requests: Finding[];
}
export interface TakenUp {
  sheet: ReviewSheet;
  already?: Moment | null;
}
export interface Review {
  received: Received;
  proceeding: Proceeding;
  findings: Finding[];
  interviews: Interview[];
}
export interface Received {
  path: string;
  file_digest: Digest;
  size_bytes: number;
  received_at: Moment;
  issued_at: Moment;
  signer: string;
  certificate_digest: Digest;
  changes: number;
  declared?: LevelId | null;
  assessment: Assessment;
  evidence: ReceivedPiece[];
}
export interface ReceivedPiece {
  evidence: Uuid;
  embedded_as?: string | null;
  digest: Digest;
  size_bytes: number;
  left_out?: "not_chosen" | "sensitive" | "too_large" | "never_attach" | null;
}
export interface Proceeding {
  state: ReviewState;
  due_on?: Day | null;
  conclusion?: string | null;
}
export interface Finding extends FindingEntry {
  standard: StandardId;
  found_by?: string | null;
  found_at?: Moment | null;
}
export interface FindingEntry {
  judgement?: Judgement | null;
  comment?: string | null;
  request?: string | null;
}
export interface InterviewDraft {
  id?: Uuid;
  whom: Whom;
  held_on?: Day | null;
  standards: StandardId[];
  questions?: string | null;
  notes?: string | null;
}
export interface Interview extends InterviewDraft {
  id: Uuid;
}
export interface Comparison {
  answered: Score;
  found: Score;
  changed: StandardId[];
  open: StandardId[];
}
export interface Compared {
  offer: Offer;
  merged: { taken: Finding[]; conflicts: Conflict[] };
}
export interface Conflict {
  standard: StandardId;
  mine: Finding;
  theirs: Finding;
}
export type Side = "mine" | "theirs";

export interface DeliveredReport {
  written: Written;
  offer: string;
  sheet: ReviewSheet;
}
/** A report that came back on a dossier issued here. */
export interface Return {
  signature: SignatureReport;
  dossier: { assessment: Uuid; issued_at: Moment; file_name: string; digest: Digest };
  review: {
    written_at: Moment;
    proceeding: Proceeding;
    findings: Finding[];
    interviews: Interview[];
    answered?: LevelId | null;
    found?: LevelId | null;
  };
}
