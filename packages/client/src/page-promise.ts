import { ApiPromise, type DataWithResponse } from "./api-promise.ts";
import type { RequestOptions } from "./client-options.ts";
import type { OperationCaller } from "./operation-call.ts";
import { InvalidResponseError } from "./errors.ts";
import type {
  DocumentedOperation,
  Operation,
  OperationFacts,
  OperationInput,
  Pagination,
} from "./operation.ts";

type Query = Record<string, unknown>;

/**
 * The promise of one page of a list. `await` returns the page. `for await` iterates over the items of all pages, and
 * requests each page when it is needed.
 *
 * The pages of the API are numbered, so the list can change between two requests. Iterating over members guarantees:
 *
 * - No item is yielded twice.
 * - Every item that is in the list during the whole iteration is yielded while others leave anywhere or join at its end. If
 *   others join at its front or in the middle, this holds if the list does not change during one of four passes over the pages,
 *   and if no item joins in the middle in the same moment in which another leaves: the total then shows no change.
 *
 * It does not guarantee that an item is yielded that joins or leaves during the iteration, nor an order: start again to get a
 * list of one moment.
 *
 * @example
 * for await (const member of client.organization.members.list({ pageSize: 100 })) console.log(member.id);
 */
export class PagePromise<Data, Item, Documented extends DocumentedOperation = DocumentedOperation>
  extends ApiPromise<Data, Documented>
  implements AsyncIterable<Item>
{
  readonly #operation: OperationFacts;
  readonly #query: Query;
  readonly #loadPage: (query: Query) => Promise<DataWithResponse<Data>>;

  constructor(
    firstPage: Promise<DataWithResponse<Data>>,
    operation: OperationFacts,
    query: object | undefined,
    loadPage: (query: Query) => Promise<DataWithResponse<Data>>,
  ) {
    super(firstPage);
    this.#operation = operation;
    this.#query = { ...query };
    this.#loadPage = loadPage;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    const first = (await this.withResponse()).data as Page;
    const { pagination } = this.#operation;
    if (pagination === undefined) yield* readItems<Item>(first, undefined);
    else if (isNumbered(pagination, first)) yield* this.#iterateNumberedPages(pagination, first);
    else yield* this.#iterateForwards(pagination, first);
  }

  /**
   * Iterates over pages with a total, with the guarantees of the class. A removal shifts the items behind it to an earlier
   * page. Pages are therefore requested from the last to the first: shifted items are then on pages that are still to come. An
   * addition in the middle shifts items to a later page. If the list changed, the pages are therefore requested again, until
   * the list did not change during a pass. If it always changes, the iteration ends after `maxPasses`.
   *
   * A pass shows a change by another total, by an item that is found twice, and by another first page: the total stays the
   * same if an item joins at the front while another leaves.
   */
  async *#iterateNumberedPages(
    pagination: NumberedPages,
    firstPage: Page,
  ): AsyncGenerator<Item, void, undefined> {
    const yielded = new Set<unknown>();
    const firstNumber = Number(this.#query[pagination.page] ?? 1);
    const takeNew = (page: Page) =>
      readItems<Item>(page, pagination).filter((item) => {
        const id = readId(item);
        return !yielded.has(id) && yielded.add(id);
      });
    yield* takeNew(firstPage);
    const size = readPageSize(pagination, this.#query, firstPage);
    let total = readNumber(firstPage, pagination.total) ?? 0;
    let firstIds = readIds(firstPage, pagination);
    for (let pass = 0; pass < maxPasses; pass++) {
      const last = Math.ceil(total / size);
      if (last <= firstNumber) return;
      const found = new Set<unknown>();
      let isQuiet = true;
      let isSamePage = true;
      for (let number = last; number >= firstNumber; number--) {
        const page = (await this.#loadPage({ ...this.#query, [pagination.page]: number })).data as Page;
        const ids = readIds(page, pagination);
        for (const id of ids) {
          isQuiet &&= !found.has(id);
          found.add(id);
        }
        isSamePage &&= ids.length > 0 && areEqual(ids, firstIds);
        if (number === firstNumber) {
          isQuiet &&= areEqual(ids, firstIds);
          firstIds = ids;
        }
        yield* takeNew(page);
        const newTotal = readNumber(page, pagination.total) ?? 0;
        isQuiet &&= newTotal === total;
        total = newTotal;
      }
      if (isSamePage && found.size < total) throw this.#createSamePageError();
      if (isQuiet && found.size === total - (firstNumber - 1) * size) return;
    }
  }

  async *#iterateForwards(pagination: Pagination, firstPage: Page): AsyncGenerator<Item, void, undefined> {
    let query: Query | undefined = this.#query;
    let page = firstPage;
    for (;;) {
      const items = readItems<Item>(page, pagination);
      yield* items;
      query = findNextQuery(pagination, query, items.length);
      if (query === undefined) return;
      page = (await this.#loadPage(query)).data as Page;
      if (JSON.stringify(readItems(page, pagination)) === JSON.stringify(items))
        throw this.#createSamePageError();
    }
  }

  /** Without it, a list would silently be incomplete, or endless. */
  #createSamePageError(): InvalidResponseError {
    const { method, path } = this.#operation;
    return new InvalidResponseError(
      "returned 200 with the same items for each page. Check proxies that drop the query.",
      { method, path, status: 200 },
    );
  }
}

/** Calls an operation whose response is a page of a list. */
export function callPaged<Data, Item, Documented extends DocumentedOperation>(
  caller: OperationCaller,
  operation: Operation<Data, Documented>,
  input: OperationInput,
  options: RequestOptions | undefined,
): PagePromise<Data, Item, Documented> {
  const loadPage = (query: object | undefined) =>
    caller.call(operation, { ...input, query }, options).withResponse();
  return new PagePromise(loadPage(input.query), operation, input.query, loadPage);
}

type Page = Record<string, unknown>;
type NumberedPages = Pagination & { total: string };

/** How often the pages are requested, if the list keeps changing. */
const maxPasses = 4;

/** Whether the pages have a total, and items with IDs. */
const isNumbered = (pagination: Pagination, page: Page): pagination is NumberedPages =>
  readNumber(page, pagination.total) !== undefined &&
  readItems(page, pagination).every((item) => readId(item) !== undefined);

function readItems<Item>(page: Page, pagination: Pagination | undefined): Item[] {
  const items = pagination === undefined ? page : page[pagination.items];
  return Array.isArray(items) ? (items as Item[]) : [];
}

const readId = (item: unknown): unknown => (item as { id?: unknown } | null)?.id;

const readIds = (page: Page, pagination: Pagination): unknown[] => readItems(page, pagination).map(readId);

const areEqual = (left: unknown[], right: unknown[]): boolean =>
  left.length === right.length && left.every((id, index) => id === right[index]);

function readNumber(page: Page, field: string | undefined): number | undefined {
  const value = field === undefined ? undefined : page[field];
  // A server can send any number.
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}

/** Returns the size that the server used, which can be smaller than the requested one. */
function readPageSize(pagination: NumberedPages, query: Query, page: Page): number {
  const size = readNumber(page, pagination.pageSize) ?? readNumber(query, pagination.pageSize) ?? 0;
  return size > 0 ? size : Math.max(1, readItems(page, pagination).length);
}

/** Returns `undefined` after the last page. */
function findNextQuery(pagination: Pagination, query: Query, count: number): Query | undefined {
  const pageSize = pagination.pageSize === undefined ? undefined : query[pagination.pageSize];
  if (count === 0 || (typeof pageSize === "number" && count < pageSize)) return undefined;
  return { ...query, [pagination.page]: Number(query[pagination.page] ?? 1) + 1 };
}
