/**
 * What lowdb does by itself, so that the fault suites can show that they fail on it. As a program it adds notes to a
 * file until it is killed, and prints the id of each as soon as lowdb says that it is written:
 * stock-lowdb-fixtures.ts <file> <prefix> [bytes of ballast].
 */
import { argv, env } from 'node:process'
import { Low } from 'lowdb'
import { JSONFile } from 'lowdb/node'
import { sayLine } from './say-line.ts'

interface Notes {
  ballast: string
  notes: string[]
}

/** The notes in a file of stock lowdb; throws where that throws. */
export async function stockNotes(file: string): Promise<Set<string>> {
  const database = new Low<Notes>(new JSONFile(file), { ballast: '', notes: [] })
  await database.read()
  return new Set(database.data.notes)
}

/**
 * A program that has stock lowdb open and adds notes to its file, one by one.
 * @returns whether lowdb said that the note is written
 */
export async function stockProgram(file: string): Promise<{ add(note: string): Promise<boolean> }> {
  const database = new Low<Notes>(new JSONFile(file), { ballast: '', notes: [] })
  await database.read()
  return {
    async add(note) {
      database.data.notes.push(note)
      return await database.write().then(
        () => true,
        () => false,
      )
    },
  }
}

/** Whatever stock lowdb takes a file's bytes for; null where it says that they are damaged. */
export async function stockValue(file: string): Promise<unknown> {
  try {
    return await new JSONFile<unknown>(file).read()
  } catch {
    return null
  }
}

async function writeUntilKilled(file: string, prefix: string, ballast: number): Promise<void> {
  const database = new Low<Notes>(new JSONFile(file), { ballast: '', notes: [] })
  // Another one of these may be in the middle of writing the file.
  await database.read().catch(() => undefined)
  database.data.ballast = 'x'.repeat(ballast)
  const end = Date.now() + Number(env['WRITER_TIME'] ?? 90_000)
  sayLine('ready')
  for (let number = 0; number < 3 || Date.now() < end; number++) {
    database.data.notes.push(`${prefix}-${number}`)
    try {
      await database.write()
    } catch {
      // Two of these take each other's temporary file away.
      continue
    }
    sayLine(`${prefix}-${number}`)
  }
}

if (argv[1] === import.meta.filename) await writeUntilKilled(argv[2] ?? '', argv[3] ?? '', Number(argv[4] ?? 0))
