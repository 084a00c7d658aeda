import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Each test starts the app anew, so files may run beside each other; no retries: what fails now and then is broken.
  workers: 2,
  retries: 0,
  // Room for a machine that does other things as well: what waits, waits for a condition.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  forbidOnly: process.env['CI'] !== undefined,
  use: { trace: 'off', video: 'off', screenshot: 'off' },
})
