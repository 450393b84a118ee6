/** Returns the value at a JSON pointer, or `undefined`. */
export const valueAt = (body: unknown, pointer: string): unknown =>
  pointer
    .split("/")
    .filter((key) => key !== "")
    .reduce<unknown>(
      (node, key) =>
        (node as Record<string, unknown> | null | undefined)?.[
          key.replaceAll("~1", "/").replaceAll("~0", "~")
        ],
      body,
    );
