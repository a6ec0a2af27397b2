import { defineConfig } from 'vitest/config';

// The built files are committed, so nothing in them may depend on when or where they were built.
export default defineConfig({
  base: './',
  build: {
    target: 'es2022',
    outDir: 'dist',
    assetsDir: 'static',
    sourcemap: false,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    // The server takes a dot for the beginning of a file's type.
    rolldownOptions: { output: { chunkFileNames: ({ name }) => `static/${name.replaceAll('.', '-')}-[hash].js` } },
  },
  test: { environment: 'happy-dom', testTimeout: 60_000, include: ['test/**/*.test.ts', 'test/**/*.test.tsx'] },
});
