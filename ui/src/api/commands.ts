/**
 * Commands: one function for each thing that the shell does for the window.
 *
 * The only file that knows Tauri. Every function rejects with a `Failure`.
 */
import { Channel, invoke } from "@tauri-apps/api/core";
import type {
  Action,
  Attached,
  Begun,
  Boot,
  Checked,
  ChosenIdentity,
  Copies,
  CopyContent,
  CopyName,
  Day,
  Delivered,
  DeliveredList,
  Digest,
  Entry,
  Erased,
  Evidence,
  EvidenceLimits,
  EvidenceLink,
  ExpectedId,
  ExportKind,
  HistoryEntry,
  IdentitySummary,
  IssuedDossier,
  Key,
  KeyRing,
  LibraryLine,
  ListPreview,
  NamePlace,
  NewIdentity,
  Offer,
  Overdue,
  Picture,
  Preview,
  Profile,
  Progress,
  Proposal,
  QrCode,
  ReadAnswers,
  RecentChange,
  Replaced,
  Restored,
  Retention,
  Revision,
  Saved,
  Score,
  Selection,
  Settings,
  Sheet,
  Soundness,
  StandardId,
  Trash,
  Uuid,
  Verification,
  WindowEvent,
  Written,
} from "./types";

/** An action that may not have its name yet. */
export type ActionDraft = Omit<Action, "id"> & { id?: Uuid };

/** What a person may say about a piece of evidence. */
export type Description = Pick<Evidence, "title" | "document_date" | "valid_until" | "privacy"> & {
  evidence: Uuid;
};

/** Takes news of work that lasts. */
export { invoke };

export type OnProgress = (progress: Progress) => void;

export function channel<T>(listener: (message: T) => void): Channel<T> {
  const made = new Channel<T>();
  made.onmessage = listener;
  return made;
}

export function boot(): Promise<Boot> {
  return invoke("boot");
}

/** Makes the workspace; with a passphrase, an encrypted one. */
export function createWorkspace(passphrase: string | null, remember: boolean): Promise<Boot> {
  return invoke("create_workspace", { passphrase, remember });
}

export function unlockWorkspace(passphrase: string, remember: boolean): Promise<Boot> {
  return invoke("unlock_workspace", { passphrase, remember });
}

/** Opens the workspace without changing anything of it. */
export function openToRead(passphrase: string | null): Promise<Boot> {
  return invoke("open_to_read", { passphrase });
}

/** Asks for a workspace file and opens it instead; nothing when the dialog was closed. */
export function openOther(): Promise<Boot | null> {
  return invoke("open_other");
}

/** Opens a file that was restored, instead of the workspace. */
export function openRestored(offer: string): Promise<Boot> {
  return invoke("open_restored", { offer });
}

/** Goes back to the workspace where this application looks first. */
export function moveHere(progress: OnProgress): Promise<Boot> {
  return invoke("move_here", { progress: channel(progress) });
}

export function openUsual(): Promise<Boot> {
  return invoke("open_usual");
}

/** Writes the whole workspace anew under another passphrase, or under none. */
/** Opens the example in a workspace of its own; what was open stays as it is. */
export function openExample(): Promise<Boot> {
  return invoke("open_example");
}

/** Removes the example and goes back to what was open before. */
export function leaveExample(): Promise<Boot> {
  return invoke("leave_example");
}

export function changePassphrase(
  present: string | null,
  fresh: string | null,
  progress: OnProgress,
): Promise<Boot> {
  return invoke("change_passphrase", { present, fresh, progress: channel(progress) });
}

export function keyRing(): Promise<KeyRing> {
  return invoke("key_ring");
}

export function rememberPassphrase(): Promise<KeyRing> {
  return invoke("remember_passphrase");
}

export function forgetPassphrase(): Promise<KeyRing> {
  return invoke("forget_passphrase");
}

export function settings(): Promise<Settings> {
  return invoke("settings");
}

export function setAuthor(author: string | null): Promise<Settings> {
  return invoke("set_author", { author });
}

export function setEvidenceLimits(limits: EvidenceLimits): Promise<Settings> {
  return invoke("set_evidence_limits", { limits });
}

/** Asks for a folder; the settings as they then are. */
export function chooseSecondFolder(): Promise<Settings> {
  return invoke("choose_second_folder");
}

export function removeSecondFolder(): Promise<Settings> {
  return invoke("remove_second_folder");
}

/** Says which timestamp service may be asked; none to ask no one. */
export function setTimestampService(address: string | null): Promise<Settings> {
  return invoke("set_timestamp_service", { address });
}

export function copies(): Promise<Copies> {
  return invoke("copies");
}

export function copyNow(progress: OnProgress): Promise<Boot> {
  return invoke("copy_now", { progress: channel(progress) });
}

export function previewCopy(copy: CopyName): Promise<CopyContent> {
  return invoke("preview_copy", { copy });
}

/** Asks where with the system's own dialog; nothing when it was closed. */
export function restoreCopy(copy: CopyName, progress: OnProgress): Promise<Restored | null> {
  return invoke("restore_copy", { copy, progress: channel(progress) });
}

/** Asks where with the system's own dialog; nothing when it was closed. */
export function backupWorkspace(progress: OnProgress): Promise<Written | null> {
  return invoke("backup_workspace", { progress: channel(progress) });
}

export function checkWorkspace(progress: OnProgress): Promise<Soundness> {
  return invoke("check_workspace", { progress: channel(progress) });
}

/** Opens the system's dialog for printing what the page shows on paper. */
export function printPage(): Promise<void> {
  return invoke("print_page");
}

/** Tells `listener` of files dragged over the window, and of a refused closing. */
export function watch(listener: (event: WindowEvent) => void): Promise<void> {
  return invoke("watch", { channel: channel(listener) });
}

export function createCampaign(profile: Profile): Promise<Sheet> {
  return invoke("create_campaign", { profile });
}

/** Begins a campaign that takes over from the one of that name. */
export function followCampaign(before: Uuid, profile: Profile): Promise<Begun> {
  return invoke("follow_campaign", { before, profile });
}

/** The campaign before, without opening it. */
export function previousCampaign(assessment: Uuid): Promise<Sheet | null> {
  return invoke("previous_campaign", { assessment });
}

/** A campaign, without opening it. */
export function readCampaign(assessment: Uuid): Promise<Sheet> {
  return invoke("read_campaign", { assessment });
}

export function openCampaign(assessment: Uuid): Promise<Sheet> {
  return invoke("open_campaign", { assessment });
}

/** The picture of stages and levels that the dossier's cover bears, so many points wide. */
export function picture(assessment: Uuid, width: number): Promise<Picture> {
  return invoke("picture", { assessment, width });
}

export function suppose(assessment: Uuid, met: StandardId[]): Promise<Score> {
  return invoke("suppose", { assessment, met });
}

export function changeProfile(assessment: Uuid, profile: Profile): Promise<Sheet> {
  return invoke("change_profile", { assessment, profile });
}

/** Replaces the whole answer but its evidence: a member left out is cleared. */
export function recordAnswer(assessment: Uuid, standard: StandardId, entry: Entry): Promise<Saved> {
  return invoke("record_answer", { assessment, standard, entry });
}

export function undo(assessment: Uuid): Promise<Sheet> {
  return invoke("undo", { assessment });
}

export function redo(assessment: Uuid): Promise<Sheet> {
  return invoke("redo", { assessment });
}

/** Asks for files with the system's own dialog; nothing when it was closed. */
export function chooseEvidence(): Promise<Offer | null> {
  return invoke("choose_evidence");
}

export function attachEvidence(
  assessment: Uuid,
  standard: StandardId,
  expected: ExpectedId | null,
  offer: Offer,
  progress: OnProgress,
): Promise<Attached> {
  return invoke("attach_evidence", {
    assessment,
    standard,
    expected,
    offer: offer.offer,
    progress: channel(progress),
  });
}

export function describeEvidence(assessment: Uuid, description: Description): Promise<Sheet> {
  return invoke("describe_evidence", { assessment, description });
}

export function linkEvidence(
  assessment: Uuid,
  standard: StandardId,
  link: EvidenceLink,
): Promise<Sheet> {
  return invoke("link_evidence", { assessment, standard, link });
}

export function unlinkEvidence(
  assessment: Uuid,
  standard: StandardId,
  link: EvidenceLink,
): Promise<Sheet> {
  return invoke("unlink_evidence", { assessment, standard, link });
}

export function putAction(assessment: Uuid, action: ActionDraft): Promise<Sheet> {
  return invoke("put_action", { assessment, action });
}

export function removeAction(assessment: Uuid, id: Uuid): Promise<Sheet> {
  return invoke("remove_action", { assessment, id });
}

// The identity that signs.

export function createIdentity(request: NewIdentity): Promise<IdentitySummary> {
  return invoke("create_identity", { request });
}

/** Opens what a former version left without its certificate. */
export function unlockIdentity(passphrase: string): Promise<IdentitySummary> {
  return invoke("unlock_identity", { passphrase });
}

/** Asks for a file with the system's own dialog; nothing when it was closed. */
export function chooseIdentity(): Promise<Offer | null> {
  return invoke("choose_identity");
}

export function readIdentities(offer: Offer, passphrase: string): Promise<IdentitySummary[]> {
  return invoke("read_identities", { offer: offer.offer, passphrase });
}

export function importIdentity(request: ChosenIdentity): Promise<IdentitySummary> {
  return invoke("import_identity", { request });
}

/** Asks where with the system's own dialog; nothing when it was closed. */
export function exportIdentity(passphrase: string, fresh: string): Promise<Written | null> {
  return invoke("export_identity", { passphrase, fresh });
}

/** Asks where with the system's own dialog; nothing when it was closed. */
export function exportCertificate(): Promise<Written | null> {
  return invoke("export_certificate");
}

/** Asks where with the system's own dialog; nothing when it was closed. */
export function requestCertificate(passphrase: string): Promise<Written | null> {
  return invoke("request_certificate", { passphrase });
}

/** Asks for the certificate that came back; nothing when the dialog was closed. */
export function takeCertificate(passphrase: string): Promise<IdentitySummary | null> {
  return invoke("take_certificate", { passphrase });
}

export function removeIdentity(): Promise<void> {
  return invoke("remove_identity");
}

/** The fingerprint for a camera; nothing when nobody signs here. */
export function identityCode(): Promise<QrCode | null> {
  return invoke("identity_code");
}

// Dossiers.

export function previewDossier(assessment: Uuid, selection: Selection): Promise<Preview> {
  return invoke("preview_dossier", { assessment, selection });
}

/** Asks where with the system's own dialog; nothing when it was closed. */
export function draftDossier(
  assessment: Uuid,
  selection: Selection,
  progress: OnProgress,
): Promise<Delivered | null> {
  return invoke("draft_dossier", { assessment, selection, progress: channel(progress) });
}

/** Asks where with the system's own dialog; nothing when it was closed. */
export function issueDossier(
  assessment: Uuid,
  request: { passphrase: string; selection: Selection; stamped: boolean },
  progress: OnProgress,
): Promise<Delivered | null> {
  return invoke("issue_dossier", { assessment, request, progress: channel(progress) });
}

/** Opens a dossier that was written with the system's viewer. */
export function openDelivered(offer: string): Promise<void> {
  return invoke("open_delivered", { offer });
}

/** Opens the folder of a dossier that was written. */
export function showDelivered(offer: string): Promise<void> {
  return invoke("show_delivered", { offer });
}

/** Stops what is running; that call then rejects with the kind `cancelled`. */
export function cancel(): Promise<void> {
  return invoke("cancel");
}

export function chooseDossier(): Promise<Offer | null> {
  return invoke("choose_dossier");
}

export function verifyDossier(offer: Offer, progress: OnProgress): Promise<Verification> {
  return invoke("verify_dossier", { offer: offer.offer, progress: channel(progress) });
}

export function closeWindow(): Promise<void> {
  return invoke("close_window");
}

// What was changed.

export function history(assessment: Uuid, standard: StandardId): Promise<HistoryEntry[]> {
  return invoke("history", { assessment, standard });
}

export function recentChanges(assessment: Uuid): Promise<RecentChange[]> {
  return invoke("recent_changes", { assessment });
}

// Evidence, beside its record.

export function library(assessment: Uuid): Promise<LibraryLine[]> {
  return invoke("library", { assessment });
}

export function revisions(assessment: Uuid, evidence: Uuid): Promise<Revision[]> {
  return invoke("revisions", { assessment, evidence });
}

export function replaceEvidence(
  assessment: Uuid,
  evidence: Uuid,
  offer: Offer,
  progress: OnProgress,
): Promise<Replaced> {
  return invoke("replace_evidence", {
    assessment,
    evidence,
    offer: offer.offer,
    progress: channel(progress),
  });
}

export function removeEvidence(assessment: Uuid, evidence: Uuid): Promise<Sheet> {
  return invoke("remove_evidence", { assessment, evidence });
}

/** Opens a temporary copy with the system's viewer. */
export function openEvidence(assessment: Uuid, evidence: Uuid): Promise<void> {
  return invoke("open_evidence", { assessment, evidence });
}

// What is kept, and what is erased.

export function trash(): Promise<Trash> {
  return invoke("trash");
}

export function deleteCampaign(assessment: Uuid): Promise<Boot> {
  return invoke("delete_campaign", { assessment });
}

export function restoreCampaign(assessment: Uuid): Promise<Boot> {
  return invoke("restore_campaign", { assessment });
}

export function eraseCampaign(assessment: Uuid): Promise<Erased> {
  return invoke("erase_campaign", { assessment });
}

export function restoreEvidence(assessment: Uuid, evidence: Uuid): Promise<Sheet> {
  return invoke("restore_evidence", { assessment, evidence });
}

export function eraseEvidence(assessment: Uuid, evidence: Uuid): Promise<Erased> {
  return invoke("erase_evidence", { assessment, evidence });
}

export function findName(name: string): Promise<NamePlace[]> {
  return invoke("find_name", { name });
}

export function eraseName(name: string): Promise<Erased> {
  return invoke("erase_name", { name });
}

export function retention(assessment: Uuid): Promise<Retention[]> {
  return invoke("retention", { assessment });
}

/** Says until when an assessment, or one piece of its evidence, is kept; no day for no end. */
export function setRetention(
  assessment: Uuid,
  evidence: Uuid | null,
  keepUntil: Day | null,
): Promise<Retention[]> {
  return invoke("set_retention", { assessment, evidence, keepUntil });
}

export function toBeDeleted(): Promise<Overdue[]> {
  return invoke("to_be_deleted");
}

export function issuedDossiers(assessment: Uuid): Promise<IssuedDossier[]> {
  return invoke("issued_dossiers", { assessment });
}

// Exchange.

/** Asks where with the system's own dialog; nothing when it was closed. */
export function exportCampaign(
  assessment: Uuid,
  kind: ExportKind,
  progress: OnProgress,
): Promise<Written | null> {
  return invoke("export_campaign", { assessment, kind, progress: channel(progress) });
}

/** Asks where with the system's own dialog; nothing when it was closed. */
export function exportCalendar(assessment: Uuid): Promise<Written | null> {
  return invoke("export_calendar", { assessment });
}

/** Asks for a file and says what it would change; nothing when the dialog was closed. */
export function readAnswers(assessment: Uuid): Promise<ReadAnswers | null> {
  return invoke("read_answers", { assessment });
}

export function applyAnswers(assessment: Uuid, accepted: Proposal[]): Promise<Sheet> {
  return invoke("apply_answers", { assessment, accepted });
}

/** Asks for an exported assessment and takes it in; nothing when the dialog was closed. */
export function importCampaign(progress: OnProgress): Promise<Boot | null> {
  return invoke("import_campaign", { progress: channel(progress) });
}

export function trustList(): Promise<Key[]> {
  return invoke("trust_list");
}

/** Records the key of the dossier verified last, and verifies it anew. */
export function recordSigner(checked: Checked, progress: OnProgress): Promise<Verification> {
  return invoke("record_signer", { checked, progress: channel(progress) });
}

/** Asks for a file with the system's own dialog; nothing when it was closed. */
export function chooseCertificate(): Promise<Offer | null> {
  return invoke("choose_certificate");
}

export function recordCertificate(offer: Offer, checked: Checked): Promise<Key[]> {
  return invoke("record_certificate", { offer: offer.offer, checked });
}

export function withdrawKey(
  certificateDigest: Digest,
  revoked: boolean,
  checked: Checked,
): Promise<Key[]> {
  return invoke("withdraw_key", { certificateDigest, revoked, checked });
}

/** Asks where, and issues the signed list; nothing when the dialog was closed. */
export function exportTrust(passphrase: string): Promise<DeliveredList | null> {
  return invoke("export_trust", { passphrase });
}

/** Asks for a list and says what it would change; nothing when the dialog was closed. */
export function chooseTrustList(progress: OnProgress): Promise<ListPreview | null> {
  return invoke("choose_trust_list", { progress: channel(progress) });
}

/** Takes over the list that was shown. */
export function takeOverTrust(preview: ListPreview, checked: Checked): Promise<Key[]> {
  return invoke("take_over_trust", {
    offer: preview.offer.offer,
    fileDigest: preview.file_digest,
    checked,
  });
}
