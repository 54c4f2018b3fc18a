/** Remarks: what is to be said of files that were taken or refused, a line each. Pure. */
import type { Noticed, Refused } from "../api/types";

export interface Remark {
  file_name: string;
  says: string;
}

export function ofRefused(refused: Refused[]): Remark[] {
  return refused.map(({ file_name, failure }) => ({
    file_name,
    says: `${failure.happened} ${failure.remedy}`,
  }));
}

export function ofNoticed(noticed: Noticed[]): Remark[] {
  return noticed.flatMap(({ file_name, notices }) => notices.map((says) => ({ file_name, says })));
}
