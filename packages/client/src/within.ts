/**
 * Runs work until it ends, its time is up or a signal stops it, whichever comes first. The work is told to stop, and not
 * waited for: what ignores its signal holds up nobody. Nothing stays behind, neither a timer nor a listener.
 */
export async function within<Value>(
  ms: number,
  signals: AbortSignal[],
  work: (signal: AbortSignal) => Promise<Value>,
  errors: { timeout(): Error; abort(reason: unknown): Error },
): Promise<Value> {
  const controller = new AbortController();
  let stop: (error: Error) => void;
  const stopped = new Promise<never>((_, reject) => {
    stop = (error) => {
      reject(error);
      controller.abort(error);
    };
  });
  const onAbort = () => stop(errors.abort(signals.find(({ aborted }) => aborted)?.reason));
  const timer = setTimeout(() => stop(errors.timeout()), ms);
  for (const signal of signals) signal.addEventListener("abort", onAbort);
  try {
    if (signals.some(({ aborted }) => aborted)) onAbort();
    else return await Promise.race([stopped, work(controller.signal)]);
    return await stopped;
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
