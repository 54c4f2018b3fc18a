/** What crosses between the window and the shell: the shapes of the Rust types, as JSON. */
import type { IdentitySummary } from "./signing";

export type * from "./picture";
export type * from "./received";
export type * from "./review";
export type * from "./signing";

export type Day = string;
export type Moment = string;
export type Digest = string;
export type Uuid = string;
export type StandardId = string;
export type StageId = string;
export type LevelId = string;
export type ExpectedId = string;
export type ConditionId = string;

// Grid.

export interface Grid {
  format: "label-mentorat/grid/1";
  grid: string;
  edition: string;
  title: string;
  official: boolean;
  notice?: string | null;
  disclaimer?: string | null;
  language: string;
  published_on: Day;
  supersedes?: { grid: string; edition: string } | null;
  conditions: Condition[];
  stages: Stage[];
  levels: Level[];
  evidence_types: EvidenceType[];
  never_attach: string[];
  sources: Source[];
  standards: Standard[];
}
export interface Condition {
  id: ConditionId;
  question: string;
}
export interface Stage {
  id: StageId;
  title: string;
}
export interface Level {
  id: LevelId;
  title: string;
  meaning: string;
  rule: Rule;
}
export type Rule =
  { kind: "all" } | { kind: "quota"; minimum_percent: number; mandatory: StandardId[] };
export interface EvidenceType {
  id: string;
  label: string;
}
export interface Source {
  id: string;
  title: string;
  url?: string | null;
}
export interface Standard {
  id: StandardId;
  stage: StageId;
  level: LevelId;
  title: string;
  statement: string;
  applies_when?: ConditionId | null;
  eliminatory?: boolean | null;
  eliminatory_reason?: string | null;
  not_applicable_allowed?: boolean | null;
  obligation: Obligation;
  checked_by_interview?: boolean | null;
  expected_evidence: ExpectedEvidence[];
  guidance: string;
  improvement: Improvement;
  sources: Citation[];
}
export type Obligation = "legal" | "legal_in_some_cases" | "good_practice";
export interface ExpectedEvidence {
  id: ExpectedId;
  type: string;
  label: string;
  required: boolean;
  validity_months?: number | null;
  privacy?: ExpectedPrivacy | null;
}
export type ExpectedPrivacy = "anonymise" | "never_attach";
export interface Improvement {
  action: string;
  effort: Effort;
  months: number;
}
export type Effort = "small" | "medium" | "large";
export interface Citation {
  source: string;
  locator?: string | null;
}

// Assessment.

export interface Assessment {
  format: "label-mentorat/assessment/1";
  id: Uuid;
  grid: Edition;
  organisation: Organisation;
  programme: Programme;
  campaign: Campaign;
  answers: Answer[];
  evidence: Evidence[];
  actions: Action[];
}
export interface Edition {
  grid: string;
  edition: string;
  file_digest: Digest;
}
export type Kind =
  "association_1901" | "association_local_law" | "foundation" | "gip" | "other";
export interface Organisation {
  id?: Uuid | null;
  name: string;
  kind: Kind;
  rna?: string | null;
  siren?: string | null;
  address?: string | null;
  contact_email?: string | null;
  legal_representative?: string | null;
}
export interface Programme {
  id?: Uuid | null;
  name: string;
  started_on?: Day | null;
  audience?: string | null;
  territories?: string | null;
  mentees?: number | null;
  mentors?: number | null;
  conditions: Record<ConditionId, boolean>;
}
export interface Campaign {
  title: string;
  reference_date: Day;
}
export interface Answer {
  standard: StandardId;
  verdict?: Verdict | null;
  comment?: string | null;
  justification?: string | null;
  private_note?: string | null;
  answered_by?: string | null;
  answered_at?: Moment | null;
  evidence: EvidenceLink[];
}
export type Verdict = "met" | "partly_met" | "not_met" | "not_applicable";
export interface EvidenceLink {
  evidence: Uuid;
  expected?: ExpectedId | null;
  pages?: string | null;
}
export interface Evidence {
  id: Uuid;
  title: string;
  file_name: string;
  media_type: string;
  size_bytes: number;
  digest: Digest;
  document_date?: Day | null;
  valid_until?: Day | null;
  added_at: Moment;
  privacy: Privacy;
}
export type Privacy = "none" | "anonymised" | "sensitive";
export interface Action {
  id: Uuid;
  standard: StandardId;
  cause?: string | null;
  action: string;
  owner?: string | null;
  due_on?: Day | null;
  status: ActionStatus;
  indicator?: string | null;
  outcome?: string | null;
}
export type ActionStatus = "planned" | "started" | "done" | "dropped";

// Score.

export interface Score {
  level?: LevelId | null;
  levels: LevelScore[];
  stages: StageScore[];
  standards: StandardScore[];
  blockers: StandardId[];
  next?: Next | null;
  gaps: StandardId[];
  warnings: Warning[];
}
export interface LevelScore {
  level: LevelId;
  holds: boolean;
  counted: number;
  passing: number;
  percent: number;
}
export interface StageScore {
  stage: StageId;
  level: LevelId;
  counted: number;
  passing: number;
}
export interface StandardScore {
  standard: StandardId;
  outcome: Outcome;
}
export type Outcome =
  | "out_of_scope"
  | "unanswered"
  | "not_applicable_refused"
  | "justification_missing"
  | "excluded"
  | "not_met"
  | "partly_met"
  | "evidence_missing"
  | "evidence_undated"
  | "evidence_expired"
  | "met";
export interface Next {
  level: LevelId;
  required: StandardId[];
  choose: Choice[];
}
export interface Choice {
  level: LevelId;
  at_least: number;
  among: StandardId[];
}
export interface Warning {
  code: WarningCode;
  subject: string;
}
export type WarningCode =
  "condition_unanswered" | "nothing_counted" | "rna_doubtful" | "siren_doubtful";

// The window's own exchanges.

export interface Failure {
  kind: string;
  happened: string;
  remedy: string;
  detail?: string | null;
}
export interface Boot {
  version: string;
  today: Day;
  /** Where the workspace is, or will be made. */
  place?: string | null;
  /** None until a person begins one. */
  workspace?: WorkspaceState | null;
  failure?: Failure | null;
  grid: Grid;
  campaigns: CampaignSummary[];
  current?: Sheet | null;
  identity?: IdentitySummary | null;
  /** Why the identity that is kept does not say who it is. */
  identity_failure?: Failure | null;
}
export interface WorkspaceState {
  path: string;
  encrypted: boolean;
  locked: boolean;
  /** Whether it is the example, to look around in. */
  example: boolean;
  /** Whether it stands where this application looks first. */
  usual: boolean;
  /** Whether it stands where other machines write, and can be moved away from there. */
  can_move_here: boolean;
  size_bytes: number;
  /** Why nothing can be changed, in a sentence; none while it can. */
  read_only?: string | null;
  last_copy?: Moment | null;
  /** What was found when it was opened. */
  notices: Notice[];
}
export interface Notice {
  happened: string;
  remedy: string;
}
export interface KeyRing {
  in_service: boolean;
  remembers: boolean;
}
export interface Settings {
  author?: string | null;
  limits: EvidenceLimits;
  second_folder?: string | null;
  /** Address of the timestamp service that may be asked. */
  timestamp_service?: string | null;
}
export interface EvidenceLimits {
  file_bytes: number;
  dossier_bytes: number;
}
export interface Copies {
  folders: CopyFolder[];
}
export type CopyPlace = "first" | "second";
export interface CopyFolder {
  place: CopyPlace;
  path: string;
  is_reachable: boolean;
  /** The newest first. */
  copies: CopySummary[];
}
export interface CopySummary {
  file_name: string;
  made_at: Moment;
  size_bytes: number;
  is_readable: boolean;
}
/** Names a copy to the shell. */
export interface CopyName {
  place: CopyPlace;
  file_name: string;
}
export interface CopyContent {
  campaigns: CampaignSummary[];
  answers: number;
  evidence: number;
  missing_evidence: string[];
  last_change?: Moment | null;
}
export interface Restored {
  path: string;
  /** Names it to the shell, to be opened. */
  offer: string;
  missing_evidence: string[];
}
export interface Written {
  file_name: string;
  path: string;
  size_bytes: number;
}
export interface Soundness {
  campaigns: number;
  evidence: number;
  size_bytes: number;
}
export interface CampaignSummary {
  assessment: Uuid;
  organisation: string;
  programme: string;
  campaign: string;
  reference_date: Day;
  level?: LevelId | null;
  grid: string;
  edition: string;
}
export interface Sheet {
  grid: Grid;
  assessment: Assessment;
  score: Score;
  saved_at?: Moment | null;
  can_undo: boolean;
  can_redo: boolean;
}
/** A campaign that was begun from another, and what it took over. */
export interface Begun {
  sheet: Sheet;
  answers: number;
  evidence: number;
  actions: number;
  /** Standards of the earlier campaign that the edition no longer has. */
  left: StandardId[];
}
export interface Profile {
  organisation: Organisation;
  programme: Programme;
  campaign: Campaign;
}
export interface Entry {
  verdict?: Verdict | null;
  comment?: string | null;
  justification?: string | null;
  private_note?: string | null;
}
export interface Saved {
  answer: Answer;
  score: Score;
  saved_at?: Moment | null;
  can_undo: boolean;
  can_redo: boolean;
}
export interface Offer {
  offer: string;
  files: OfferedFile[];
}
export interface OfferedFile {
  file_name: string;
  size_bytes: number;
}
export interface Attached {
  sheet: Sheet;
  attached: Uuid[];
  noticed: Noticed[];
  refused: Refused[];
}
/** What a person should know of a file that was taken, in sentences. */
export interface Noticed {
  file_name: string;
  notices: string[];
}
export interface Refused {
  file_name: string;
  failure: Failure;
}
export interface Progress {
  done_bytes: number;
  total_bytes: number;
  step: string;
  file_name?: string | null;
}
export type WindowEvent =
  | { kind: "over"; x: number; y: number; count: number }
  | { kind: "dropped"; x: number; y: number; offer: Offer }
  | { kind: "left" }
  | { kind: "close_refused" };

// What was changed.

export type RecordKind =
  "organisation" | "programme" | "campaign" | "answer" | "note" | "evidence" | "action";
export interface Changed {
  kind: RecordKind;
  key: string;
}
export type Origin = "entered" | "reverted" | "erased";
export type Deed = "made" | "changed" | "removed" | "erased";
export interface Content {
  kind: RecordKind;
  value: string | Record<string, unknown>;
}
export interface HistoryEntry {
  change: number;
  recorded_at: Moment;
  author?: string | null;
  origin: Origin;
  record: Changed;
  deed: Deed;
  before?: Content | null;
  after?: Content | null;
  is_private: boolean;
}
export interface RecentChange {
  change: number;
  recorded_at: Moment;
  author?: string | null;
  origin: Origin;
  touched: Touched[];
}
export interface Touched {
  record: Changed;
  deed: Deed;
  title?: string | null;
}

// Evidence, beside its record.

export interface LibraryLine {
  evidence: Uuid;
  is_kept: boolean;
  notices: string[];
  revisions: number;
}
/** What may be shown of a piece of evidence beside its record. */
export type EvidencePreview =
  | { kind: "image"; media_type: string; base64: string }
  | { kind: "text"; text: string; is_whole: boolean }
  | { kind: "too_large" | "elsewhere" };
export interface Revision {
  recorded_at: Moment;
  author?: string | null;
  file_name: string;
  media_type: string;
  size_bytes: number;
  digest: Digest;
  is_kept: boolean;
}
export interface Replaced {
  sheet: Sheet;
  notices: string[];
}

// What is kept, and what is erased.

export interface Trash {
  assessments: DeletedAssessment[];
  evidence: RemovedEvidence[];
}
export interface DeletedAssessment {
  summary: CampaignSummary;
  deleted_at: Moment;
  erased_on: Day;
}
export interface RemovedEvidence {
  assessment: Uuid;
  evidence: Evidence;
  removed_at: Moment;
  removed_by?: string | null;
  erased_on: Day;
  has_content: boolean;
}
export interface Erased {
  records: number;
  entries: number;
  contents: Digest[];
  shared_contents: Digest[];
  unreachable: Unreachable;
}
export interface Unreachable {
  dossiers: IssuedDossier[];
  copies: string[];
  unsearched: string[];
}
export interface IssuedDossier {
  assessment: Uuid;
  issued_at: Moment;
  file_name: string;
  size_bytes: number;
  digest: Digest;
  certificate_digest: Digest;
}
export interface NamePlace {
  assessment?: Uuid | null;
  whereabouts: { kind: string };
  excerpt: string;
}
export interface Retention {
  assessment: Uuid;
  evidence?: Uuid | null;
  keep_until: Day;
}
export interface Overdue {
  retention: Retention;
  title: string;
  programme: string;
}

// Exchange.

export type ExportKind = "json" | "xlsx" | "ods" | "anonymised" | "folder";
export interface ReadAnswers {
  file_name: string;
  made_at?: Moment | null;
  proposals: Proposal[];
  /** What was kept aside, in sentences. */
  refused: string[];
  unchanged: number;
}
export interface Proposal {
  standard: StandardId;
  place: string;
  before: Entry;
  after: Entry;
  changed_since: boolean;
}
