/** The listeners of each signal, with the function that removes the one listener that the signal has. */
const sharedListeners = new WeakMap<AbortSignal, { listeners: Set<() => void>; remove: () => void }>();

/**
 * Calls a listener when a signal aborts. All listeners share one, because Node.js warns of a leak at the eleventh, and many
 * calls can share a signal.
 *
 * @returns A function that removes the listener.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const shared = sharedListeners.get(signal) ?? listenTo(signal);
  shared.listeners.add(listener);
  return () => {
    shared.listeners.delete(listener);
    if (shared.listeners.size === 0) shared.remove();
  };
}

function listenTo(signal: AbortSignal) {
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };
  const remove = () => {
    signal.removeEventListener("abort", notify);
    sharedListeners.delete(signal);
  };
  signal.addEventListener("abort", notify);
  const shared = { listeners, remove };
  sharedListeners.set(signal, shared);
  return shared;
}
