/** Options of orval: one file whose functions call `send`, which adds the base URL and the API key. */
export default {
  rolewright: {
    input: process.env.DESCRIPTION,
    output: {
      target: "generated/rolewright.ts",
      client: "fetch",
      override: { mutator: { path: "./send.ts", name: "send", extension: ".js" } },
    },
  },
};
