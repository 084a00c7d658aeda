import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'electron/**/*.test.ts',
      'renderer/**/*.test.{ts,tsx}',
      'resources/**/*.test.ts',
      'articles/**/*.test.ts',
      'scripts/**/*.test.{ts,mjs}',
      'e2e/**/*.test.ts',
    ],
    environment: 'node',
    // Style sheets are empty in tests, except the one whose contrast is tested.
    css: { include: [/(tokens|highlights)\.css/] },
    testTimeout: 60_000,
  },
})
