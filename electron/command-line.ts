import path from 'node:path'
import { type DeepLink, parseDeepLink } from '#shared/deep-link.ts'

/**
 * The files among a command line's arguments, as absolute paths. Under `electron <app>` the arguments before and
 * including the app's path are Electron's own; a packaged app has only its executable before them.
 * @param workingFolder what relative paths are relative to
 */
export function filesOfCommandLine(argv: readonly string[], appPath: string, workingFolder: string): string[] {
  return ownArguments(argv, appPath, workingFolder)
    .filter((argument) => argument !== '' && !argument.startsWith('-') && !/^simak:/i.test(argument))
    .map((argument) => path.resolve(workingFolder, argument))
}

/** The first address of an article among the arguments: how Windows and Linux hand one over. */
export function deepLinkOfCommandLine(argv: readonly string[]): DeepLink | null {
  for (const argument of argv) {
    const link = parseDeepLink(argument)
    if (link !== null) return link
  }
  return null
}

/** The arguments of `simak export ...` without that word; null where the command line is no command. */
export function exportArguments(argv: readonly string[], appPath: string, workingFolder: string): string[] | null {
  const own = ownArguments(argv, appPath, workingFolder).filter(
    (argument) => !/^--(?:library|user-data-dir|lang)=/.test(argument),
  )
  const rest = own.filter((argument, i) => argument !== 'export' || own.indexOf('export') !== i)
  return own.find((argument) => !argument.startsWith('-')) === 'export' ? rest : null
}

/** The arguments that are meant for Simak itself. */
export function ownArguments(argv: readonly string[], appPath: string, workingFolder: string): string[] {
  const appIndex = argv.findIndex((argument, index) => index > 0 && path.resolve(workingFolder, argument) === appPath)
  return argv.slice(Math.max(appIndex, 0) + 1)
}
