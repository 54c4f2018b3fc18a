/** Pictures that are pasted: found in what is pasted, and named after the moment. Pure. */

/** The picture among what is pasted; none when there is none. */
export function pictureIn(pasted: DataTransfer | null): Blob | null {
  const items = [...(pasted?.items ?? [])];
  const picture = items.find(({ kind, type }) => kind === "file" && type.startsWith("image/"));
  return picture?.getAsFile() ?? null;
}

/** Whether a page was told of a paste and given nothing of it, as WebKitGTK does with pictures. */
export function isWithheld(pasted: DataTransfer | null): boolean {
  return pasted !== null && pasted.types.length === 0;
}

/** Day and time as a file name takes them, by the computer's own clock: «26-11-2026», «15.04». */
export function stampOf(moment: Date): { day: string; time: string } {
  const two = (value: number) => String(value).padStart(2, "0");
  return {
    day: `${two(moment.getDate())}-${two(moment.getMonth() + 1)}-${moment.getFullYear()}`,
    time: `${two(moment.getHours())}.${two(moment.getMinutes())}`,
  };
}

/** Whether what is pressed or pasted there is text of a field. */
export function isInText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("input:not([type=radio], [type=checkbox]), textarea, select") !== null
  );
}
