import * as fc from "fast-check";

/** The number of values that are generated until one fits. */
const maxTries = 200;

/**
 * Generates values that fit. Unlike fast-check's `filter`, it does not search forever where none fits: then it generates
 * values that do not fit, which callers have to validate.
 */
export class FittingArbitrary<Value> extends fc.Arbitrary<Value> {
  readonly #source: fc.Arbitrary<Value>;
  readonly #fits: (value: Value) => boolean;
  #hasFound = false;
  #hasGivenUp = false;

  constructor(source: fc.Arbitrary<Value>, fits: (value: Value) => boolean) {
    super();
    this.#source = source;
    this.#fits = fits;
  }

  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<Value> {
    let generated = this.#source.generate(random, biasFactor);
    for (let tries = 1; !this.#hasGivenUp && !this.#fits(generated.value); tries += 1) {
      this.#hasGivenUp = tries >= maxTries && !this.#hasFound;
      if (tries >= maxTries) return generated;
      generated = this.#source.generate(random, biasFactor);
    }
    this.#hasFound ||= !this.#hasGivenUp;
    return generated;
  }

  override canShrinkWithoutContext(value: unknown): value is Value {
    return this.#source.canShrinkWithoutContext(value) && this.#fits(value);
  }

  override shrink(value: Value, context: unknown): fc.Stream<fc.Value<Value>> {
    return this.#source.shrink(value, context).filter((smaller) => this.#fits(smaller.value));
  }
}
