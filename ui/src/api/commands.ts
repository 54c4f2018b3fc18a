/**
 * Commands: one function for each thing that the shell does for the window.
 *
 * The only file that knows Tauri. Every function rejects with a `Failure`.
 */
import { Channel, invoke } from "@tauri-apps/api/core";
import type {
  Action,
  Attached,
  Boot,
  Entry,
  Evidence,
  EvidenceLink,
  ExpectedId,
  IdentityKind,
  IdentitySummary,
  Issued,
  KeyRing,
  Offer,
  Profile,
  Progress,
  Saved,
  Sheet,
  Soundness,
  StandardId,
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
export type OnProgress = (progress: Progress) => void;

function channel<T>(listener: (message: T) => void): Channel<T> {
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

/** Asks for a workspace file and opens it instead; nothing when the dialog was closed. */
export function openOther(): Promise<Boot | null> {
  return invoke("open_other");
}

/** Goes back to the workspace where this application looks first. */
export function openUsual(): Promise<Boot> {
  return invoke("open_usual");
}

export function keyRing(): Promise<KeyRing> {
  return invoke("key_ring");
}

export function forgetPassphrase(): Promise<KeyRing> {
  return invoke("forget_passphrase");
}

/** Asks where with the system's own dialog; nothing when it was closed. */
export function backupWorkspace(): Promise<Written | null> {
  return invoke("backup_workspace");
}

export function checkWorkspace(): Promise<Soundness> {
  return invoke("check_workspace");
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

export function openCampaign(assessment: Uuid): Promise<Sheet> {
  return invoke("open_campaign", { assessment });
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

export function createIdentity(request: {
  name: string;
  kind: IdentityKind;
  passphrase: string;
}): Promise<IdentitySummary> {
  return invoke("create_identity", { request });
}

/** Asks where with the system's own dialog; nothing when it was closed. */
export function issueDossier(
  assessment: Uuid,
  request: { passphrase: string; enclose: "all" | "none" },
  progress: OnProgress,
): Promise<Issued | null> {
  return invoke("issue_dossier", { assessment, request, progress: channel(progress) });
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
