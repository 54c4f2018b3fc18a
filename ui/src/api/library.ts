/** Commands about the library of evidence: several pieces at once, what is pasted, what is shown. */
import { channel, invoke, type Description, type OnProgress } from "./commands";
import type {
  Attached,
  EvidenceLink,
  EvidencePreview,
  Offer,
  Sheet,
  StandardId,
  Uuid,
} from "./types";

/** Takes offered files into the library, where they serve no standard yet. */
export function addEvidence(
  assessment: Uuid,
  offer: Offer,
  progress: OnProgress,
): Promise<Attached> {
  return invoke("add_evidence", {
    assessment,
    offer: offer.offer,
    progress: channel(progress),
  });
}

export function describeSeveral(assessment: Uuid, descriptions: Description[]): Promise<Sheet> {
  return invoke("describe_several", { assessment, descriptions });
}

export function linkSeveral(
  assessment: Uuid,
  standard: StandardId,
  links: EvidenceLink[],
): Promise<Sheet> {
  return invoke("link_several", { assessment, standard, links });
}

export function removeSeveral(assessment: Uuid, evidence: Uuid[]): Promise<Sheet> {
  return invoke("remove_several", { assessment, evidence });
}

export function previewEvidence(assessment: Uuid, evidence: Uuid): Promise<EvidencePreview> {
  return invoke("preview_evidence", { assessment, evidence });
}

/** Offers a picture that was pasted, as a file of that name. */
export async function offerPasted(fileName: string, picture: Blob): Promise<Offer> {
  return invoke("offer_pasted", { fileName, base64: await base64Of(picture) });
}

/** Offers the picture on the clipboard; nothing when there is none, or where the page has it. */
export function offerClipboard(fileName: string): Promise<Offer | null> {
  return invoke("offer_clipboard", { fileName });
}

/** The bytes of a picture that crossed as text. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
    // A data address: its head ends at the first comma.
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.readAsDataURL(blob);
  });
}
