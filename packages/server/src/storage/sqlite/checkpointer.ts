import { extname } from "node:path";
import { Worker } from "node:worker_threads";

/**
 * Writes the log of a SQLite file back to the file in a thread of its own. SQLite itself does it within a commit, which blocks
 * the event loop for some 30 ms for 64 MB, and for longer on a slow disk. It also ignores a disk that fails meanwhile.
 */
export interface Checkpointer {
  /** Counts writes. When the log has half of its largest size, the thread starts to write it back. */
  countWrites(count: number): void;
  /** Sets the size of the log, in pages, at which SQLite writes it back itself. */
  setLogSize(pages: number): void;
  close(): Promise<void>;
}

/** What a checkpointer tells its thread to do. */
export type CheckpointThreadMessage = "run" | "close";

/** An error of SQLite in the thread. `errcode` is SQLite's result code. */
export interface CheckpointError {
  message: string;
  errcode: number;
}

/** The pages that a write adds to the log at most, about. In a group, writes share pages, and add a quarter of that. */
const pagesPerWrite = 4;

/**
 * Creates a checkpointer. Its thread starts when it is first needed.
 *
 * @param file The path of the database, which is open in WAL mode.
 * @param readLogPages Returns the size of the log in pages.
 * @param onEnd Called when the log has been written back, except for what was added meanwhile, or when this has failed.
 */
export function createCheckpointer(
  file: string,
  readLogPages: () => number,
  onEnd: (error?: CheckpointError) => void,
): Checkpointer {
  let worker: Worker | undefined;
  let isRunning = false;
  /** The size of the log when it was last read, and the writes since then. */
  let readPages = 0;
  let writes = 0;
  let logPages = Infinity;

  function startThread(): Worker {
    const thread = new Worker(new URL(`checkpoint-thread${extname(import.meta.filename)}`, import.meta.url), {
      workerData: file,
      execArgv: [],
    });
    thread.on("message", ({ error }: { error?: CheckpointError }) => {
      isRunning = false;
      readPages = 0;
      writes = 0;
      onEnd(error);
    });
    // Without the thread, which is then never ready again, SQLite writes the log back itself.
    thread.on("error", () => {});
    // Last, since a listener for messages keeps the process running.
    thread.unref();
    return thread;
  }

  return {
    countWrites(count) {
      writes += count;
      if (isRunning || readPages + writes * pagesPerWrite < logPages / 2) return;
      readPages = readLogPages();
      writes = 0;
      if (readPages < logPages / 2) return;
      isRunning = true;
      worker ??= startThread();
      worker.postMessage("run" satisfies CheckpointThreadMessage);
    },
    setLogSize(pages) {
      logPages = pages;
    },
    async close() {
      const thread = worker;
      // A thread that has ended has the ID -1.
      if (!thread || thread.threadId === -1) return;
      thread.ref();
      await new Promise((resolve) => {
        thread.once("exit", resolve);
        thread.postMessage("close" satisfies CheckpointThreadMessage);
      });
    },
  };
}
