import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { fileURLToPath } from 'node:url'

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: {
          main: 'electron/main.ts',
          'import-worker': 'electron/import/import-worker.ts',
          'likeness-worker': 'electron/import/likeness-worker.ts',
          'search-worker': 'electron/search/search-worker.ts',
          'command-line-program': 'electron/command-line-program.ts',
          'export-worker': 'electron/export/export-worker.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload script must be one CommonJS file.
      rollupOptions: {
        input: { preload: 'electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    resolve: {
      // Its version for browsers sets innerHTML, which Trusted Types refuse; this one is a table.
      alias: {
        'decode-named-character-reference': fileURLToPath(
          new URL('node_modules/decode-named-character-reference/index.js', import.meta.url),
        ),
      },
    },
    build: {
      outDir: 'out/renderer',
      rollupOptions: { input: 'renderer/index.html' },
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
    },
    plugins: [react()],
  },
})
