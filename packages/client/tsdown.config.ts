import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/**/index.ts"],
  format: ["esm", "cjs"],
  dts: { sourcemap: true },
  sourcemap: true,
  unbundle: true,
  platform: "neutral",
  target: "es2022",
});
