import express, { type Express, type NextFunction, type Request, type Response } from "express";

const permissions = [{ id: "perm-uuid-1", name: "billing:read", description: "View billing settings" }];

/** A server that implements one operation of the API so far. */
export function createApp(apiKey: string): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (request.get("CONFIDENT_API_KEY") === apiKey) return next();
    response.status(401).json({ success: false, error: "The API key is missing or invalid." });
  });
  app.get("/v1/organization/permissions", (_request: Request, response: Response) => {
    response.json({ success: true, data: { permissions } });
  });
  return app;
}
