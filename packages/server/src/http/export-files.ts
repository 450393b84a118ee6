import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { readExportFile } from "../operations/audit-log.ts";
import type { Store } from "../storage/store.ts";
import { ApiError } from "./api-errors.ts";
import type { RequestHandler } from "./request-handler.ts";

const compress = promisify(gzip);

/** Creates the handler of the files of audit-log exports. The signature in the URL stands for the API key. */
export const createExportFileHandler =
  (store: Store): RequestHandler =>
  async (exchange, params) => {
    exchange.route = "/audit-log-files";
    const query = new URL(exchange.request.url ?? "", "http://localhost").searchParams;
    const url = { expires: query.get("expires") ?? "", signature: query.get("signature") ?? "" };
    const csv = await store.read(() => readExportFile(params, url, store.clock.now()));
    if (csv === undefined) return exchange.sendError(fileNotFound());
    exchange.addHeader("content-disposition", 'attachment; filename="audit-log.csv.gz"');
    return exchange.send(200, await compress(csv), "application/gzip");
  };

const fileNotFound = () =>
  new ApiError(404, "The file does not exist, or the URL has expired. Request the download again.");
