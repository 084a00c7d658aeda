import { type FileSystem, nodeFileSystem, type WritableFile } from './file-system.ts'

export type FileOperation = keyof FileSystem | 'write' | 'sync' | 'facts' | 'close'
/** The steps that reading and writing a file take. */
export const FILE_STEPS: readonly FileOperation[] = [
  'readFile',
  'createFile',
  'write',
  'sync',
  'facts',
  'close',
  'stat',
  'link',
  'rename',
  'remove',
  'syncFolder',
]
/** A system error by its code, or a write that takes at most so many bytes. */
export type Fault = string | { atMost: number } | null

/** The real file system with errors put in: `fault` is asked before every operation. For tests. */
export function faultyFiles(fault: (operation: FileOperation, path: string) => Fault): FileSystem {
  const check = (operation: FileOperation, path: string): Fault => {
    const found = fault(operation, path)
    if (typeof found === 'string') throw systemError(found, operation, path)
    return found
  }
  const guard =
    <Rest extends unknown[], V>(operation: FileOperation, work: (path: string, ...rest: Rest) => Promise<V>) =>
    async (path: string, ...rest: Rest): Promise<V> => {
      check(operation, path)
      return await work(path, ...rest)
    }
  return {
    readFile: guard('readFile', nodeFileSystem.readFile),
    peek: async (path, look) => {
      check('readFile', path)
      return await nodeFileSystem.peek(path, look)
    },
    createFile: guard('createFile', async (path) => faultyFile(await nodeFileSystem.createFile(path), path, check)),
    list: guard('list', nodeFileSystem.list),
    makeFolder: guard('makeFolder', nodeFileSystem.makeFolder),
    link: guard('link', nodeFileSystem.link),
    rename: guard('rename', nodeFileSystem.rename),
    remove: guard('remove', nodeFileSystem.remove),
    realPath: guard('realPath', nodeFileSystem.realPath),
    stat: guard('stat', nodeFileSystem.stat),
    syncFolder: guard('syncFolder', nodeFileSystem.syncFolder),
  }
}

export function systemError(code: string, syscall: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${syscall} '${path}'`), { code, syscall, path })
}

function faultyFile(
  file: WritableFile,
  path: string,
  check: (operation: FileOperation, path: string) => Fault,
): WritableFile {
  return {
    write: async (bytes, offset, start) => {
      const fault = check('write', path)
      const limit = fault !== null && typeof fault === 'object' ? fault.atMost : bytes.length
      return limit === 0 ? 0 : await file.write(bytes.subarray(0, offset + limit), offset, start)
    },
    sync: async () => {
      check('sync', path)
      await file.sync()
    },
    facts: async () => {
      check('facts', path)
      return await file.facts()
    },
    // The descriptor is given back in any case, as close(2) does.
    close: async () => {
      await file.close()
      check('close', path)
    },
  }
}
