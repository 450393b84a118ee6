/** Exports that never end, that others can read, or whose file needs the API key. */
import type { OperationId } from "@rolewright/types/v2";
import type { Fault, FaultInjector, ProxyRequest } from "../fault.ts";
import { errorResponse, getApiKey, withApiKey, withBody } from "../transforms.ts";
import {
  bodyOf,
  changeData,
  createFaults,
  type Data,
  type FaultRow,
  isFor,
  isSuccess,
  readData,
  replaceStatus,
  segmentsOf,
  withData,
} from "./faults.ts";

type Scope = "Organization" | "Project";

const createOf = (scope: Scope): OperationId => `create${scope}AuditLogExport`;
const readOf = (scope: Scope): OperationId => `get${scope}AuditLogExport`;
const downloadOf = (scope: Scope): OperationId => `download${scope}AuditLogExport`;

/** Responds to a second export with the first one. */
const acceptSecond =
  (scope: Scope): FaultInjector =>
  () => {
    let last: Data | undefined;
    return async (request, next) => {
      const response = await next(request);
      if (!isFor(request, createOf(scope))) return response;
      if (isSuccess(response)) last = readData(response);
      return response.status === 409 && last ? withData({ ...response, status: 202 }, last) : response;
    };
  };

const redirect = (location: string) => ({ status: 302, headers: { location }, body: Buffer.alloc(0) });

const changeLocation =
  (scope: Scope, change: (location: string, request: ProxyRequest) => string): FaultInjector =>
  () =>
  async (request, next) => {
    const response = await next(request);
    if (!isFor(request, downloadOf(scope)) || response.status !== 302) return response;
    return {
      ...response,
      headers: { ...response.headers, location: change(String(response.headers["location"]), request) },
    };
  };

/** Handles the files, which no operation describes. */
const isFile = ({ url }: ProxyRequest) => url.startsWith("/audit-log-files/");

const protectFiles: FaultInjector = () => (request, next) =>
  isFile(request) && getApiKey(request) === ""
    ? Promise.resolve(errorResponse(401, "The API key is missing or invalid."))
    : next(request);

const emptyFiles: FaultInjector = () => async (request, next) => {
  const response = await next(request);
  if (!isFile(request) || !isSuccess(response)) return response;
  const { "content-encoding": _, ...headers } = response.headers;
  return { ...response, headers, body: Buffer.from("createdAt,action\r\n") };
};

/** Finds an export through the path of another project. */
const ignoreProject: FaultInjector = () => {
  const places = new Map<string, string>();
  return async (request, next) => {
    const response = await next(request);
    if (isFor(request, createOf("Project")) && isSuccess(response))
      places.set(String(readData(response)["id"]), segmentsOf(request)[2] ?? "");
    if (!isFor(request, readOf("Project")) || response.status !== 404) return response;
    const segments = segmentsOf(request);
    const place = places.get(segments.at(-1) ?? "");
    return place === undefined
      ? response
      : next({ ...request, url: `/${segments.with(2, place).join("/")}` });
  };
};

const openTo =
  (operation: OperationId): FaultInjector =>
  ({ apiKey, secondApiKey }) =>
  (request, next) =>
    next(
      isFor(request, operation) && getApiKey(request) === secondApiKey
        ? withApiKey(request, apiKey)
        : request,
    );

/** Ignores fields of a request that the server would reject. */
const ignoreFields = (scope: Scope, isIgnored: (body: Data) => boolean) =>
  replaceStatus(createOf(scope), 400, (response, request, next) =>
    isIgnored(bodyOf(request)) ? next(withBody(request, {})) : response,
  );

const isRunning = (data: Data) => data["status"] === "IN_PROGRESS";
const isCompleted = (data: Data) => data["status"] === "COMPLETED";

const rows: FaultRow[] = [
  [
    "export-completed-at-once",
    "background_jobs",
    createOf("Organization"),
    "is completed although its file is not there",
    changeData(createOf("Organization"), (data) => ({ ...data, status: "COMPLETED" })),
  ],
  [
    "export-fails",
    "background_jobs",
    readOf("Project"),
    "is never completed",
    changeData(readOf("Project"), (data) =>
      isCompleted(data) ? { ...data, status: "ERRORED", errorMessage: "It failed." } : data,
    ),
  ],
  [
    "row-count-early",
    "background_jobs",
    createOf("Project"),
    "has a number of rows before it is completed",
    changeData(createOf("Project"), (data) => ({ ...data, rowCount: 0 })),
  ],
  [
    "row-count-missing",
    "background_jobs",
    readOf("Organization"),
    "has no number of rows when it is completed",
    changeData(readOf("Organization"), (data) => ({ ...data, rowCount: null })),
  ],
  [
    "row-count-wrong",
    "background_jobs",
    readOf("Project"),
    "counts more rows than the file has",
    changeData(readOf("Project"), (data) =>
      isRunning(data) ? data : { ...data, rowCount: (data["rowCount"] as number) + 5 },
    ),
  ],
  [
    "second-export-accepted",
    "background_jobs",
    createOf("Organization"),
    "accepts a second export",
    acceptSecond("Organization"),
  ],
  [
    "second-project-export-accepted",
    "background_jobs",
    createOf("Project"),
    "accepts a second export",
    acceptSecond("Project"),
  ],
  [
    "download-too-early",
    "background_jobs",
    downloadOf("Project"),
    "redirects before the export is completed",
    replaceStatus(downloadOf("Project"), 409, () => redirect("http://127.0.0.1:1/nothing")),
  ],
  [
    "download-without-file",
    "background_jobs",
    downloadOf("Organization"),
    "redirects to a file that does not exist",
    changeLocation("Organization", (location) => location.replace("/audit-log-files/", "/audit-log-file/")),
  ],
  [
    "download-url-unsigned",
    "background_jobs",
    downloadOf("Project"),
    "redirects to a URL without its signature",
    changeLocation("Project", (location) => location.replace(/signature=\w+/, "signature=")),
  ],
  [
    "download-url-with-key",
    "background_jobs",
    downloadOf("Organization"),
    "puts the API key into the URL",
    changeLocation("Organization", (location, request) => `${location}&key=${getApiKey(request)}`),
  ],
  [
    "download-needs-key",
    "background_jobs",
    downloadOf("Project"),
    "redirects to a file that needs the API key",
    protectFiles,
  ],
  [
    "file-without-rows",
    "background_jobs",
    downloadOf("Organization"),
    "redirects to a file without rows",
    emptyFiles,
  ],
  [
    "export-of-another-id",
    "background_jobs",
    readOf("Organization"),
    "returns another ID",
    changeData(readOf("Organization"), (data) => ({ ...data, id: "another-export" })),
  ],
  [
    "foreign-export-readable",
    "background_jobs",
    readOf("Organization"),
    "returns exports of another organization",
    openTo(readOf("Organization")),
  ],
  [
    "foreign-export-downloadable",
    "background_jobs",
    downloadOf("Project"),
    "redirects to exports of another organization",
    openTo(downloadOf("Project")),
  ],
  [
    "export-of-another-project",
    "background_jobs",
    readOf("Project"),
    "returns exports of another project",
    ignoreProject,
  ],
  [
    "period-without-end",
    "background_jobs",
    createOf("Organization"),
    "ignores a period with one end",
    ignoreFields(
      "Organization",
      ({ startTime, endTime }) => (startTime === undefined) !== (endTime === undefined),
    ),
  ],
  [
    "period-reversed",
    "background_jobs",
    createOf("Project"),
    "ignores a period that ends before it starts",
    ignoreFields("Project", ({ startTime, endTime }) => (startTime as string) > (endTime as string)),
  ],
  [
    "empty-period-exported",
    "background_jobs",
    createOf("Organization"),
    "exports everything if the period has nothing",
    ignoreFields("Organization", ({ startTime, endTime }) => (startTime as string) < (endTime as string)),
  ],
  [
    "search-ignored",
    "background_jobs",
    createOf("Project"),
    "exports everything if nothing has the search term",
    ignoreFields("Project", ({ searchTerm }) => searchTerm !== undefined),
  ],
  [
    "export-200",
    "status_code_conformance",
    createOf("Project"),
    "returns 200",
    () => async (request, next) => {
      const response = await next(request);
      return isFor(request, createOf("Project")) && response.status === 202
        ? { ...response, status: 200 }
        : response;
    },
  ],
];

export const exportFaults: Fault[] = createFaults(rows);
