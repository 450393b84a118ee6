/** Lists in pages: missing, repeated and reordered items, and other totals. */
import type { OperationId } from "@rolewright/types/v2";
import type { Fault, FaultInjector, ProxyRequest } from "../fault.ts";
import {
  changeData,
  changeRequest,
  createFaults,
  type Data,
  fetchItems,
  type FaultRow,
  isFor,
  isSuccess,
  queryOf,
  readData,
  withData,
  withQuery,
} from "./faults.ts";

const ofOrganization = "listOrganizationMembers";
const ofProject = "listProjectMembers";

const numberIn = (request: ProxyRequest, name: string, fallback: number) =>
  Number(queryOf(request).get(name) ?? fallback);

/** Returns other members than those of the requested page. */
const paginate =
  (operation: OperationId, toStart: (page: number, size: number, count: number) => number): FaultInjector =>
  () =>
  async (request, next) => {
    const response = await next(request);
    if (!isFor(request, operation) || !isSuccess(response)) return response;
    const data = readData(response);
    const [path = ""] = request.url.split("?");
    const all = await fetchItems(request, `${path}?pageSize=100`, next);
    const [page, size] = [numberIn(request, "page", 1), numberIn(request, "pageSize", 25)];
    const start = toStart(page, size, all.length);
    return withData(response, { ...data, members: all.slice(start, start + size) });
  };

const reverseEveryOtherTime: FaultInjector = () => {
  let count = 0;
  return async (request, next) => {
    const response = await next(request);
    if (!isFor(request, ofProject) || !isSuccess(response) || numberIn(request, "pageSize", 25) > 50)
      return response;
    const data = readData(response) as Data & { members: unknown[] };
    count += 1;
    return withData(response, {
      ...data,
      members: count % 3 === 0 ? data.members.toReversed() : data.members,
    });
  };
};

const setTotal = (operation: OperationId, name: string, change: (data: Data) => number) =>
  changeData(operation, (data) => ({ ...data, [name]: change(data) }));

const rows: FaultRow[] = [
  [
    "page-size-ignored",
    "pagination",
    ofOrganization,
    "ignores the page size",
    changeRequest(ofOrganization, (request) => withQuery(request, { pageSize: undefined })),
  ],
  [
    "page-ignored",
    "pagination",
    ofProject,
    "always returns the first page",
    changeRequest(ofProject, (request) => withQuery(request, { page: undefined })),
  ],
  [
    "pages-overlap",
    "pagination",
    ofProject,
    "starts each page with the last item of the previous one",
    paginate(ofProject, (page, size) => (page - 1) * size - (page > 1 ? 1 : 0)),
  ],
  [
    "pages-skip-an-item",
    "pagination",
    ofOrganization,
    "skips an item between two pages",
    paginate(ofOrganization, (page, size) => (page - 1) * size + (page > 1 ? 1 : 0)),
  ],
  [
    "page-beyond-is-last",
    "pagination",
    ofProject,
    "returns the last page instead of a later one",
    paginate(ofProject, (page, size, count) => Math.min((page - 1) * size, Math.max(0, count - 1))),
  ],
  ["pages-reordered", "pagination", ofProject, "changes the order of some pages", reverseEveryOtherTime],
  [
    "total-of-page",
    "pagination",
    ofProject,
    "counts only the items of the page",
    setTotal(ofProject, "totalProjectMembers", ({ members }) => (members as unknown[]).length),
  ],
  [
    "total-off-by-one",
    "pagination",
    ofOrganization,
    "counts one item less on later pages",
    setTotal(
      ofOrganization,
      "totalOrganizationMembers",
      ({ totalOrganizationMembers, page }) => (totalOrganizationMembers as number) - (page > 1 ? 1 : 0),
    ),
  ],
  [
    "total-zero-beyond",
    "pagination",
    ofOrganization,
    "has the total 0 on a page after the last one",
    setTotal(ofOrganization, "totalOrganizationMembers", ({ totalOrganizationMembers, members }) =>
      (members as unknown[]).length === 0 ? 0 : (totalOrganizationMembers as number),
    ),
  ],
  [
    "page-number-wrong",
    "pagination",
    ofProject,
    "always shows page 1",
    changeData(ofProject, (data) => ({ ...data, page: 1 })),
  ],
  [
    "page-size-wrong",
    "pagination",
    ofOrganization,
    "always shows the default page size",
    changeData(ofOrganization, (data) => ({ ...data, pageSize: 25 })),
  ],
  [
    "page-zero-accepted",
    "negative_data_rejection",
    ofOrganization,
    "accepts page 0",
    changeRequest(ofOrganization, (request) =>
      numberIn(request, "page", 1) === 0 ? withQuery(request, { page: "1" }) : request,
    ),
  ],
  [
    "page-size-101-accepted",
    "negative_data_rejection",
    ofProject,
    "accepts a page size of 101",
    changeRequest(ofProject, (request) =>
      numberIn(request, "pageSize", 25) === 101 ? withQuery(request, { pageSize: "100" }) : request,
    ),
  ],
];

export const pageFaults: Fault[] = createFaults(rows);
