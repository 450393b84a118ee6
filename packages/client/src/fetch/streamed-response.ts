import { ReceivedResponse } from "./received-response.ts";
import type { CallScope } from "./call-scope.ts";
import { cancelBody, describeLimit, toBytes } from "./response-body.ts";

/** What ends a streamed body early. */
export interface StreamLimits {
  scope: CallScope;
  maxBytes: number;
  createError(fault: unknown): Error;
}

/**
 * Creates a response whose body arrives while it is read. The deadline and the signals of the call still end it, and it
 * cannot exceed the size limit.
 */
export function createStreamedResponse(
  received: Response,
  headers: Headers,
  reader: ReadableStreamDefaultReader<unknown>,
  { scope, maxBytes, createError }: StreamLimits,
): ReceivedResponse {
  let length = 0;
  scope.keepOpen();
  const body = new ReadableStream<Uint8Array>(
    {
      start(stream) {
        scope.onEnd((error) => {
          stream.error(error);
          cancelBody(reader);
        });
      },
      async pull(stream) {
        try {
          const { done, value } = await reader.read();
          if (done) {
            scope.close();
            return stream.close();
          }
          const chunk = toBytes(value);
          length += chunk.byteLength;
          if (length > maxBytes) throw describeLimit(maxBytes);
          stream.enqueue(chunk);
        } catch (fault) {
          scope.close();
          cancelBody(reader);
          stream.error(createError(fault));
        }
      },
      cancel(reason) {
        scope.close();
        return reader.cancel(reason);
      },
    },
    // Nothing is read before it is needed.
    { highWaterMark: 0 },
  );
  return new ReceivedResponse(received, headers, body);
}
