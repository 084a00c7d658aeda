/**
 * Real file systems on a file, cut from their disk in the middle of writing by the kernel itself (FS_IOC_SHUTDOWN
 * without flushing the journal), mounted again and looked at. Needs root and loop devices.
 */
import { execFile, spawn } from 'node:child_process'
import { mkdir, mkdtempDisposable, open, readdir, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { nodeFileSystem } from '../storage/file-system.ts'
import { stockNotes } from '../storage/stock-lowdb-fixtures.ts'
import { notesAfterRestart } from './library-fixtures.ts'
import { sampleArticle, sampleIds } from './sample-article.ts'

const LONG = process.env['SIMAK_FAULTS'] === 'long'
const CUTS = LONG ? 20 : 1
const WRITER = fileURLToPath(new URL('./kill-writer.ts', import.meta.url))
const STOCK = fileURLToPath(new URL('../storage/stock-lowdb-fixtures.ts', import.meta.url))
const { id: ID } = sampleIds(sampleArticle('Killed'))
const PATIENCE = 10 * 60_000
const run = promisify(execFile)

/** Perl is on every Debian; FS_IOC_SHUTDOWN = 0x8004587d, and 2 stands for "the journal is not flushed". */
const CUT = 'open my $f, "<", $ARGV[0] or die $!; my $how = pack "L", 2; ioctl $f, 0x8004587d, $how or die $!'

interface Kind {
  make: readonly string[]
  options: string
  /** Bytes of the file. */
  size: number
}

const EXT4: Kind = { make: ['mkfs.ext4', '-q', '-F'], options: 'loop', size: 64 * 2 ** 20 }
const DELAYED: Kind = { ...EXT4, options: 'loop,noauto_da_alloc' }
// The smallest that xfsprogs makes.
const XFS: Kind = { make: ['mkfs.xfs', '-q', '-f'], options: 'loop', size: 300 * 2 ** 20 }

/** A file system on a file; null where this machine does not let us have one. */
async function diskOf(folder: string, { make, options, size }: Kind) {
  const [image, place] = [join(folder, 'image'), join(folder, 'disk')]
  const mount = () => run('mount', ['-o', options, image, place])
  await mkdir(place)
  await using file = await open(image, 'w')
  await file.truncate(size)
  try {
    const [program = '', ...args] = make
    await run(program, [...args, image], { env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` } })
    await mount()
    await run('perl', ['-e', CUT, place])
    await run('umount', [place])
    await mount()
  } catch {
    await run('umount', ['-l', place]).catch(() => undefined)
    return null
  }
  return {
    place,
    cut: () => run('perl', ['-e', CUT, place]),
    mountAgain: async () => {
      await run('umount', [place])
      await mount()
    },
    [Symbol.asyncDispose]: async () => {
      await run('umount', ['-l', place])
    },
  }
}

type Disk = NonNullable<Awaited<ReturnType<typeof diskOf>>>

interface Subject {
  args: (folder: string) => string[]
  env?: Record<string, string>
  /** Ids of the notes that are there after the cut; throws where something is damaged. */
  read: (folder: string) => Promise<Set<string>>
}

const SIMAK: Subject = {
  args: (folder) => [WRITER, join(folder, 'Simak'), join(folder, 'profile')],
  read: (folder) => notesAfterRestart(folder, ID),
}
const UNSYNCED: Subject = { ...SIMAK, env: { NO_SYNC: '1' } }
const LOWDB: Subject = {
  args: (folder) => [STOCK, join(folder, 'notes.json'), 'note'],
  read: (folder) => stockNotes(join(folder, 'notes.json')),
}

/** Lets the subject write, cuts the disk `after` ms after its first note, and answers what it had acknowledged. */
async function writtenBeforeCut(disk: Disk, folder: string, subject: Subject, after: number): Promise<string[]> {
  const child = spawn(process.execPath, subject.args(folder), {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, WRITER_TIME: '20000', ...subject.env },
  })
  const closed = new Promise((resolve) => child.once('close', resolve))
  const lines: string[] = []
  let cutting: Promise<unknown> | null = null
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'ready') continue
    lines.push(line)
    cutting ??= new Promise((resolve) => setTimeout(resolve, after))
      .then(() => disk.cut())
      .finally(() => child.kill('SIGKILL'))
  }
  await cutting
  await closed
  return lines
}

async function cuts(disk: Disk, subject: Subject, count: number): Promise<{ acknowledged: number; losses: string[] }> {
  const found = { acknowledged: 0, losses: Array.of<string>() }
  for (let index = 0; index < count; index++) {
    const folder = join(disk.place, `${index}`)
    await mkdir(folder)
    await run('sync', ['-f', disk.place])
    const lines = await writtenBeforeCut(disk, folder, subject, (index * 37) % 97)
    await disk.mountAgain()
    found.acknowledged += lines.length
    const there = await subject.read(folder).catch((error: unknown) => String(error))
    if (typeof there === 'string') found.losses.push(there)
    else found.losses.push(...lines.filter((id) => !there.has(id)))
  }
  return found
}

const KINDS: [string, Kind][] = [
  ['ext4', EXT4],
  ['ext4 that does not flush at a rename', DELAYED],
  ['xfs', XFS],
]

describe.each(LONG ? KINDS : KINDS.slice(0, 1))('a real %s that is cut from its disk', (_name, kind) => {
  test(
    `(times: ${CUTS}) has everything that was acknowledged`,
    async ({ skip }) => {
      await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-cut-'))
      await using disk = await diskOf(folder.path, kind)
      if (disk === null) return skip('such a file system cannot be made, mounted or cut here')
      const { acknowledged, losses } = await cuts(disk, SIMAK, CUTS)
      expect(losses).toEqual([])
      expect(acknowledged).toBeGreaterThanOrEqual(CUTS)
    },
    PATIENCE,
  )

  test('does not call a renamed file saved once it is cut', async ({ skip }) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-cut-'))
    await using disk = await diskOf(folder.path, kind)
    if (disk === null) return skip('such a file system cannot be made, mounted or cut here')
    await writeFile(join(disk.place, 'temporary'), 'bytes', { flush: true })
    await rename(join(disk.place, 'temporary'), join(disk.place, 'file'))
    await disk.cut()
    await expect(nodeFileSystem.syncFolder(disk.place)).rejects.toMatchObject({ code: 'EIO' })
    await disk.mountAgain()
    expect(await readdir(disk.place)).not.toContain('file')
  })

  test.each([
    ['nothing waits for the disk', UNSYNCED],
    ['stock lowdb writes', LOWDB],
  ])(
    'is seen to lose something where %s',
    async (_how, subject) => {
      await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-cut-'))
      await using disk = await diskOf(folder.path, kind)
      if (disk === null) return
      expect((await cuts(disk, subject, LONG ? 5 : 1)).losses.length).toBeGreaterThan(0)
    },
    PATIENCE,
  )
})
