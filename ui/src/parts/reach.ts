/** Reaching one element of a page: in sight, with the focus, and marked while it has it. */

/** Leads to the element; false when there is none. */
export function reach(id: string): boolean {
  const element = document.getElementById(id);
  if (!element) {
    return false;
  }
  for (let around: HTMLElement | null = element; around; around = around.parentElement) {
    if (around instanceof HTMLDetailsElement) {
      around.open = true;
    }
  }
  if (element.tabIndex < 0) {
    element.tabIndex = -1;
  }
  element.dataset["reached"] = "";
  element.addEventListener("blur", () => delete element.dataset["reached"], { once: true });
  element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: true });
  return true;
}
