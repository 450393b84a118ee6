/** Options of hey-api. Node requires file extensions in imports; hey-api omits them by default. */
export default {
  input: process.env.DESCRIPTION,
  output: { path: "generated", module: { extension: ".js" } },
  plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk"],
};
