import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { QUIET_MS, Saver, type Saving } from "./saver";

/** A store whose writes end only when the test says so. */
function store() {
  const written: [string, string][] = [];
  const open: { resolve: () => void; reject: (cause: unknown) => void }[] = [];
  const states: Saving[] = [];
  const saver = new Saver<string, string>(
    (key, value) =>
      new Promise((resolve, reject) => {
        open.push({
          resolve: () => {
            written.push([key, value]);
            resolve();
          },
          reject,
        });
      }),
    (saving) => states.push(saving),
  );
  const end = async (ends: "resolve" | "reject" = "resolve") => {
    const first = open.shift();
    if (ends === "resolve") {
      first?.resolve();
    } else {
      first?.reject(new Error("disk full"));
    }
    await vi.advanceTimersByTimeAsync(0);
  };
  return { saver, written, open, states, end };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("text is written once, after the typing stops", async () => {
  const { saver, written, open, end } = store();
  for (const text of ["B", "Bo", "Bon"]) {
    saver.later("a", text);
    await vi.advanceTimersByTimeAsync(QUIET_MS - 1);
  }
  expect(open).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  await end();
  expect(written).toEqual([["a", "Bon"]]);
});

test("a flush does not wait", async () => {
  const { saver, written, end } = store();
  saver.later("a", "text");
  const flushed = saver.flush();
  await end();
  expect(await flushed).toBe(true);
  expect(written).toEqual([["a", "text"]]);
  await vi.advanceTimersByTimeAsync(QUIET_MS * 2);
  expect(written, "the timer was stopped").toHaveLength(1);
});

test("what is typed during a write is written after it", async () => {
  const { saver, written, open, end } = store();
  void saver.now("a", "one");
  saver.later("a", "two");
  expect(open, "one write at a time").toHaveLength(1);
  expect(saver.pending("a")).toBe("two");
  await end();
  await end();
  expect(written).toEqual([
    ["a", "one"],
    ["a", "two"],
  ]);
  expect(saver.isSettled()).toBe(true);
});

test("two standards do not overwrite one another", async () => {
  const { saver, written, end } = store();
  saver.later("a", "one");
  saver.later("b", "two");
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  await end();
  await end();
  expect(written).toEqual([
    ["a", "one"],
    ["b", "two"],
  ]);
});

test("a failure keeps the text and the next flush writes it", async () => {
  const { saver, written, states, end } = store();
  const first = saver.now("a", "precious");
  await end("reject");
  expect(await first).toBe(false);
  expect(saver.pending("a")).toBe("precious");
  expect(states.at(-1)).toBe("failed");
  const second = saver.flush();
  await end();
  expect(await second).toBe(true);
  expect(written).toEqual([["a", "precious"]]);
});

test("a failed write does not come back over a newer text", async () => {
  const { saver, written, end } = store();
  void saver.now("a", "old");
  saver.later("a", "new");
  await end("reject");
  expect(saver.pending("a")).toBe("new");
  void saver.flush();
  await end();
  expect(written).toEqual([["a", "new"]]);
});

test("a value is pending from the first key press until it is written", async () => {
  const { saver, end } = store();
  saver.later("a", "text");
  expect(saver.pending("a")).toBe("text");
  void saver.flush();
  expect(saver.pending("a"), "while it is written").toBe("text");
  await end();
  expect(saver.pending("a")).toBeUndefined();
});

test("abandoning leaves nothing to write", async () => {
  const { saver, open } = store();
  saver.later("a", "text");
  saver.abandon();
  await vi.advanceTimersByTimeAsync(QUIET_MS * 2);
  expect(open).toHaveLength(0);
  expect(saver.isSettled()).toBe(true);
});
