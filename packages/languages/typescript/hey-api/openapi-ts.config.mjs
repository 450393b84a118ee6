/** The options of hey-api. Node wants the ending of a file that is imported; hey-api leaves it out unless it is told. */
export default {
  input: process.env.DESCRIPTION,
  output: { path: "generated", module: { extension: ".js" } },
  plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk"],
};
