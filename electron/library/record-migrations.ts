import type { Migration } from '../storage/migrations.ts'

/**
 * From every format of record files to the next, one each: with the number in layout.ts goes a step here and a file of
 * the format before in `formats/`. There is only the first format, and so no step.
 */
export const RECORD_MIGRATIONS: readonly Migration[] = []
