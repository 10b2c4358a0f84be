import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// Every file in src/entries is an entry of its own: a page that needs the map or a chart asks for that one too.
const entries = readdirSync(here("src/entries"))
  .filter((name) => /\.(ts|css)$/.test(name))
  .map((name) => here(`src/entries/${name}`));

export default defineConfig({
  base: "/static/linli/",
  publicDir: "public",
  resolve: { alias: { "@": here("src") } },
  build: {
    outDir: "../linli/common/static/linli",
    emptyOutDir: true,
    manifest: "manifest.json",
    // Phones five years old and the web views inside messaging apps.
    target: ["es2022", "chrome100", "safari16", "ios16", "firefox100"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: { input: entries },
  },
  server: { fs: { allow: [here("..")] } },
  test: {
    // A component's test stands beside the component.
    dir: here(".."),
    include: ["frontend/src/**/*.test.ts", "linli/*/templates/**/*.test.ts"],
    environment: "happy-dom",
    css: true,
    globals: true,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
