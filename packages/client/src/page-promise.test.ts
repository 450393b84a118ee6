import { describe, expect, it } from "vitest";
import type { DataWithResponse } from "./api-promise.ts";
import { PagePromise } from "./page-promise.ts";

interface Item {
  id: number;
}

interface Page {
  items: Item[];
  total: number;
  page: number;
  pageSize: number;
}

const operation = {
  method: "GET",
  path: "/v2/items",
  response: { kind: "json", fields: {} },
} as const;

/** Creates a list with pages of 10 items, whose content a function changes before each request. */
function createList(ids: number[], change: (ids: number[]) => void): PagePromise<Page, Item> {
  const response = new Response();
  const loadPage = async (query: Record<string, unknown>): Promise<DataWithResponse<Page>> => {
    change(ids);
    const [page, pageSize] = [Number(query["page"] ?? 1), 10];
    const items = ids.slice((page - 1) * pageSize, page * pageSize).map((id) => ({ id }));
    const data: Page = { items, total: ids.length, page, pageSize };
    return { data, response, requestId: undefined };
  };
  const pagination = {
    items: "items",
    page: "page",
    pageSize: "pageSize",
    total: "total",
  } as const;
  return new PagePromise(loadPage({}), { ...operation, pagination }, {}, loadPage);
}

/** Creates a generator of integers from 0 to a limit: the same ones in every run. */
function createRandom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Iterates over a list of which the odd IDs are stable. Before each request another item is removed, or added at the end. */
async function iterateWhileChanging(
  random: (limit: number) => number,
): Promise<{ yielded: number[]; stable: number[] }> {
  const ids = Array.from({ length: 10 + random(60) }, (_, index) => index);
  const stable = ids.filter((id) => id % 2 === 1);
  let next = 1_000;
  const list = createList(ids, () => {
    const unstable = ids.filter((id) => id % 2 === 0);
    const removed = unstable[random(unstable.length)];
    if (random(2) === 0 && removed !== undefined) ids.splice(ids.indexOf(removed), 1);
    else ids.push((next += 2));
  });
  const yielded: number[] = [];
  for await (const { id } of list) yielded.push(id);
  return { yielded, stable };
}

describe("iterating over a list that does not change", () => {
  it.each([
    [0, 1],
    [10, 1],
    [11, 3],
  ])("of %i items sends %i requests", async (count, expected) => {
    let requests = 0;
    const ids = Array.from({ length: count }, (_, index) => index);
    const list = createList(ids, () => (requests += 1));
    const yielded: number[] = [];
    for await (const { id } of list) yielded.push(id);
    expect(yielded).toEqual(ids);
    expect(requests).toBe(expected);
  });
});

describe("iterating over a list that changes before every request", () => {
  it("yields every stable item exactly once, in 2,000 random runs", { timeout: 60_000 }, async () => {
    const random = createRandom(1);
    for (let run = 0; run < 2_000; run += 1) {
      const { yielded, stable } = await iterateWhileChanging(random);
      const distinct = new Set(yielded);
      expect(distinct.size, `run ${run}`).toBe(yielded.length);
      expect(
        stable.filter((id) => !distinct.has(id)),
        `run ${run}`,
      ).toEqual([]);
    }
  });
});

describe("iterating over a list to which one item is added in the middle", () => {
  const size = 35;
  const changes = Array.from({ length: size + 1 }, (_, position) => position).flatMap((position) =>
    [2, 3, 4, 5].map((beforeRequest) => ({ position, beforeRequest })),
  );

  it("yields every other item exactly once, and the added one", async () => {
    for (const { position, beforeRequest } of changes) {
      const ids = Array.from({ length: size }, (_, index) => index);
      let requests = 0;
      const list = createList(ids, () => {
        if (++requests === beforeRequest) ids.splice(position, 0, 1_000);
      });
      const yielded: number[] = [];
      for await (const { id } of list) yielded.push(id);
      expect(
        yielded.toSorted((a, b) => a - b),
        `${position}, ${beforeRequest}`,
      ).toEqual(ids.toSorted((a, b) => a - b));
    }
  });
});

describe("iterating over a list to which one item is added at the front while another is removed", () => {
  const size = 35;
  const changes = Array.from({ length: size }, (_, removed) => removed).flatMap((removed) =>
    [2, 3, 4, 5].map((beforeRequest) => ({ removed, beforeRequest })),
  );

  it("yields every other item exactly once, although the total stays the same", async () => {
    for (const { removed, beforeRequest } of changes) {
      const ids = Array.from({ length: size }, (_, index) => index);
      const stable = ids.filter((id) => id !== removed);
      let requests = 0;
      const list = createList(ids, () => {
        if (++requests === beforeRequest) ids.splice(0, ids.length, 1_000, ...stable);
      });
      const yielded: number[] = [];
      for await (const { id } of list) yielded.push(id);
      expect(
        yielded.filter((id) => stable.includes(id)).toSorted((a, b) => a - b),
        `${removed}, ${beforeRequest}`,
      ).toEqual(stable);
    }
  });
});

describe("iterating over a list to which items are added in the middle before every request", () => {
  it("yields no item twice and none of the others never, and ends after four passes", async () => {
    const stable = Array.from({ length: 35 }, (_, index) => index);
    for (let position = 0; position < 35; position += 1) {
      const ids = [...stable];
      let requests = 0;
      const list = createList(ids, () => {
        requests += 1;
        ids.splice(position, 0, 1_000 + ids.length);
      });
      const yielded: number[] = [];
      for await (const { id } of list) yielded.push(id);
      expect(new Set(yielded).size).toBe(yielded.length);
      expect(yielded).toEqual(expect.arrayContaining(stable));
      // Each pass requests the pages that its predecessor saw: 36, 40, 44 and 49 items.
      expect(requests).toBe(1 + 4 + 4 + 5 + 5);
    }
  });
});

describe("iterating over a list whose total is unknown", () => {
  /** Creates a list, and records the queries of its pages. */
  function createListWithoutTotal(
    items: unknown[],
    { query = {}, pageSize, ...facts }: { query?: object; pageSize?: string; [field: string]: unknown },
  ) {
    const queries: object[] = [];
    const loadPage = async (next: Record<string, unknown>) => {
      queries.push(next);
      const [page, size] = [Number(next["page"] ?? 1), Number(next["pageSize"] ?? 3)];
      const data = { items: items.slice((page - 1) * size, page * size), ...facts };
      return { data, response: new Response(), requestId: undefined };
    };
    const pagination = { items: "items", page: "page", pageSize, total: "total" };
    return {
      queries,
      list: new PagePromise<object, unknown>(
        loadPage({ ...query }),
        { ...operation, pagination },
        query,
        loadPage,
      ),
    };
  }

  const collect = async (list: AsyncIterable<unknown>) => {
    const items: unknown[] = [];
    for await (const item of list) items.push(item);
    return items;
  };
  const items = [1, 2, 3, 4, 5, 6].map((id) => ({ id }));

  it.each<[string, unknown]>([
    ["missing", undefined],
    ["a text", "6"],
    ["not a number", Number.NaN],
    ["infinite", Number.POSITIVE_INFINITY],
    ["not whole", 5.5],
  ])("requests one page after the other until one is empty: the total is %s", async (_, total) => {
    const { queries, list } = createListWithoutTotal(items, { total });
    expect(await collect(list)).toEqual(items);
    expect(queries).toEqual([{}, { page: 2 }, { page: 3 }]);
  });

  it("requests one page after the other if an item has no ID", async () => {
    for (const odd of [{}, null, 7]) {
      const { queries, list } = createListWithoutTotal([...items.slice(0, 2), odd, ...items], { total: 9 });
      expect(await collect(list)).toHaveLength(9);
      expect(queries).toEqual([{}, { page: 2 }, { page: 3 }, { page: 4 }]);
    }
  });

  it("ends after a page with fewer items than were requested", async () => {
    for (const [pageSize, pages] of [
      [4, [2, 3]],
      [3, [2, 3, 4]],
      [2, [2, 3, 4]],
    ] as const) {
      const query = { page: 2, pageSize, sort: "name" };
      const { queries, list } = createListWithoutTotal(
        [...items, { id: 7 }, { id: 8 }, { id: 9 }].slice(0, 9),
        {
          query,
          pageSize: "pageSize",
        },
      );
      await collect(list);
      expect(queries).toEqual(
        (pageSize === 2 ? [2, 3, 4, 5] : pages).map((page) => ({ page, pageSize, sort: "name" })),
      );
    }
  });

  it("yields nothing if the page has no list", async () => {
    const { queries, list } = createListWithoutTotal([], { items: null });
    expect(await collect(list)).toEqual([]);
    expect(queries).toEqual([{}]);
  });
});

describe("iterating over a list whose pages hide all items", () => {
  it("yields nothing, and ends", async () => {
    const loadPage = async () => ({
      data: { items: [], total: 6, pageSize: 2 },
      response: new Response(),
      requestId: undefined,
    });
    const pagination = { items: "items", page: "page", pageSize: "pageSize", total: "total" };
    const list = new PagePromise<object, unknown>(loadPage(), { ...operation, pagination }, {}, loadPage);
    for await (const item of list) expect.fail(String(item));
  });
});

describe("iterating over a list without pages", () => {
  it("yields its items after one request", async () => {
    const first = Promise.resolve({ data: ["a", "b"], response: new Response(), requestId: undefined });
    const list = new PagePromise<string[], string>(first, operation, undefined, () => expect.fail());
    const items: string[] = [];
    for await (const item of list) items.push(item);
    expect(items).toEqual(["a", "b"]);
  });
});

describe("iterating over a list from its last page", () => {
  it.each<[string, object, object]>([
    ["of the response", { pageSize: 10 }, {}],
    ["of the response, which is smaller than the requested one", { pageSize: 10 }, { pageSize: 100 }],
    ["of the query", {}, { pageSize: 10 }],
  ])("sends one request, by the size %s", async (_, facts, query) => {
    const data = { items: [{ id: 21 }], total: 21, ...facts };
    const first = Promise.resolve({ data, response: new Response(), requestId: undefined });
    const pagination = { items: "items", page: "page", pageSize: "pageSize", total: "total" };
    const list = new PagePromise<object, unknown>(
      first,
      { ...operation, pagination },
      { page: 3, ...query },
      () => expect.fail("there is no other page"),
    );
    const items: unknown[] = [];
    for await (const item of list) items.push(item);
    expect(items).toEqual([{ id: 21 }]);
  });
});

describe("iterating over a list from a page of the middle", () => {
  it("yields the items from there, and reads the size of the page from it, else from the query", async () => {
    for (const size of [undefined, 0, 2]) {
      const numbers: unknown[] = [];
      const loadPage = async (query: Record<string, unknown>) => {
        numbers.push(query["page"]);
        const page = Number(query["page"]);
        const data = {
          items: [1, 2, 3, 4, 5, 6, 7].slice((page - 1) * 2, page * 2).map((id) => ({ id })),
          total: 7,
          size,
        };
        return { data, response: new Response(), requestId: undefined };
      };
      const pagination = { items: "items", page: "page", pageSize: "size", total: "total" };
      const query = { page: 2, ...(size === undefined && { size: 2 }) };
      const list = new PagePromise<object, { id: number }>(
        loadPage(query),
        { ...operation, pagination },
        query,
        loadPage,
      );
      const ids: number[] = [];
      for await (const { id } of list) ids.push(id);
      expect(ids).toEqual([3, 4, 7, 5, 6]);
      expect(numbers).toEqual([2, 4, 3, 2]);
    }
  });
});

describe("iterating over a list whose server ignores the number of the page", () => {
  const pagination = { items: "items", page: "page", pageSize: "pageSize" };
  const iterate = async (data: object, total?: "total") => {
    let count = 0;
    const loadPage = async () => {
      count += 1;
      return { data, response: new Response(), requestId: undefined };
    };
    const pages = new PagePromise<object, unknown>(
      loadPage(),
      { ...operation, pagination: { ...pagination, total } },
      {},
      loadPage,
    );
    const items: unknown[] = [];
    let error: unknown;
    try {
      for await (const item of pages) items.push(item);
    } catch (thrown) {
      error = thrown;
    }
    return { items, error, count };
  };
  const items = [{ id: 1 }, { id: 2 }];
  const failure = {
    name: "InvalidResponseError",
    status: 200,
    message:
      "GET /v2/items returned 200 with the same items for each page. Check proxies that drop the query.",
  };

  it("fails instead of being incomplete", async () => {
    expect(await iterate({ items, total: 6, page: 1, pageSize: 2 }, "total")).toMatchObject({
      items,
      error: failure,
      count: 4,
    });
  });

  it("fails instead of never ending, without a total", async () => {
    for (const each of [items, ["a", "b"]])
      expect(await iterate({ items: each })).toMatchObject({ items: each, error: failure, count: 2 });
  });

  it("is complete if the first page has all items", async () => {
    const complete = await iterate({ items, total: 2, page: 1, pageSize: 1 }, "total");
    expect(complete).toMatchObject({ items, error: undefined });
  });
});
