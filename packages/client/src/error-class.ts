/**
 * Identifies the error classes of this package. A program can load the package twice, as ES modules and as CommonJS, and
 * each copy has its own classes.
 */
export const errorClassId: unique symbol = Symbol.for("@rolewright/client/error-class") as never;

/** Whether `value` is an instance of a class, or of the same class in another copy of this package. */
export function isErrorInstance(errorClass: Function, value: unknown): boolean {
  const id = readClassId(errorClass);
  for (let prototype = getPrototype(value); prototype !== null; prototype = getPrototype(prototype)) {
    if (prototype === errorClass.prototype) return true;
    if (id !== undefined && readClassId(prototype.constructor) === id) return true;
  }
  return false;
}

/** A subclass of a user has no ID of its own. Only its own instances count. */
const readClassId = (errorClass: unknown): unknown =>
  typeof errorClass === "function" && Object.hasOwn(errorClass, errorClassId)
    ? (errorClass as unknown as Record<symbol, unknown>)[errorClassId]
    : undefined;

const getPrototype = (value: unknown): object | null =>
  typeof value === "object" && value !== null ? (Object.getPrototypeOf(value) as object | null) : null;
