/** State of the settings: limits as a person writes them. Pure. */
import type { EvidenceLimits } from "../../api/types";

const MEGABYTE = 1_000_000;

export interface LimitsForm {
  file: string;
  total: string;
}

export function megabytes(limits: EvidenceLimits): LimitsForm {
  return {
    file: String(Math.floor(limits.file_bytes / MEGABYTE)),
    total: String(Math.floor(limits.dossier_bytes / MEGABYTE)),
  };
}

/** The limits that were written; none when one of them is no whole number above nothing. */
export function limitsOf({ file, total }: LimitsForm): EvidenceLimits | null {
  const [fileBytes, totalBytes] = [bytes(file), bytes(total)];
  return fileBytes === null || totalBytes === null
    ? null
    : { file_bytes: fileBytes, dossier_bytes: totalBytes };
}

function bytes(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, "");
  return /^[1-9]\d{0,5}$/.test(plain) ? Number(plain) * MEGABYTE : null;
}
