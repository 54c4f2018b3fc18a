/** Commands of reviews: as `commands`, which knows Tauri. */
import { channel, invoke, type OnProgress } from "./commands";
import type {
  Compared,
  DeliveredReport,
  FindingEntry,
  InterviewDraft,
  Offer,
  Proceeding,
  Return,
  ReviewSheet,
  ReviewState,
  ReviewSummary,
  Side,
  StandardId,
  TakenUp,
  Uuid,
} from "./types";

export function reviews(): Promise<ReviewSummary[]> {
  return invoke("reviews");
}

export function openReview(review: Uuid): Promise<ReviewSheet> {
  return invoke("open_review", { review });
}

/** Takes up the dossier verified last, which is examined once more. */
export function beginReview(progress: OnProgress): Promise<TakenUp> {
  return invoke("begin_review", { progress: channel(progress) });
}

export function recordFinding(
  review: Uuid,
  standard: StandardId,
  entry: FindingEntry,
): Promise<ReviewSheet> {
  return invoke("record_finding", { review, standard, entry });
}

export function changeProceeding(review: Uuid, proceeding: Proceeding): Promise<ReviewSheet> {
  return invoke("change_proceeding", { review, proceeding });
}

export function putInterview(review: Uuid, interview: InterviewDraft): Promise<ReviewSheet> {
  return invoke("put_interview", { review, interview });
}

export function removeInterview(review: Uuid, id: Uuid): Promise<ReviewSheet> {
  return invoke("remove_interview", { review, id });
}

export function undoReview(review: Uuid): Promise<ReviewSheet> {
  return invoke("undo_review", { review });
}

export function redoReview(review: Uuid): Promise<ReviewSheet> {
  return invoke("redo_review", { review });
}

export function eraseReview(review: Uuid): Promise<ReviewSummary[]> {
  return invoke("erase_review", { review });
}

/** Shows an enclosed piece of evidence with the system's viewer. */
export function openReceived(review: Uuid, evidence: Uuid): Promise<void> {
  return invoke("open_received", { review, evidence });
}

/** Asks where with the system's own dialog; false when it was closed. */
export function exportReview(review: Uuid): Promise<boolean> {
  return invoke("export_review", { review });
}

/** Asks for another auditor's findings; nothing when the dialog was closed. */
export function compareReview(review: Uuid): Promise<Compared | null> {
  return invoke("compare_review", { review });
}

export function mergeReview(
  review: Uuid,
  offer: Offer,
  kept: [StandardId, Side][],
): Promise<ReviewSheet> {
  return invoke("merge_review", { review, offer: offer.offer, kept });
}

/** Asks where, and issues the signed report; nothing when the dialog was closed. */
export function issueReport(
  review: Uuid,
  request: { state: ReviewState; passphrase: string },
): Promise<DeliveredReport | null> {
  return invoke("issue_report", { review, request });
}

/** Asks for a report that came back; nothing when the dialog was closed. */
export function openReturn(progress: OnProgress): Promise<Return | null> {
  return invoke("open_return", { progress: channel(progress) });
}
