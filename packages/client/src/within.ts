/**
 * Runs work until it ends, its time is up or a signal stops it, whichever comes first. The work is told to stop, and not
 * waited for: what ignores its signal holds up nobody. Nothing stays behind, neither a timer nor a listener.
 */
export async function within<Value>(
  ms: number,
  signals: AbortSignal[],
  work: (signal: AbortSignal) => Promise<Value>,
  timeout: () => Error,
  abort: (reason: unknown) => Error,
): Promise<Value> {
  const controller = new AbortController();
  let timer;
  let onAbort = () => {};
  try {
    return await new Promise<Value>((resolve, reject) => {
      const stop = (error: Error) => {
        reject(error);
        controller.abort(error);
      };
      timer = setTimeout(() => stop(timeout()), ms);
      onAbort = () => {
        for (const { aborted, reason } of signals) if (aborted) stop(abort(reason));
      };
      for (const signal of signals) signal.addEventListener("abort", onAbort);
      onAbort();
      if (!controller.signal.aborted) work(controller.signal).then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    for (const signal of signals) signal.removeEventListener("abort", onAbort);
  }
}

/** Waits; a signal ends it early, and nothing is left then. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
