import path from 'node:path'

/**
 * The files among a command line's arguments, as absolute paths. Under `electron <app>` the arguments before and
 * including the app's path are Electron's own; a packaged app has only its executable before them.
 * @param workingFolder what relative paths are relative to
 */
export function filesOfCommandLine(argv: readonly string[], appPath: string, workingFolder: string): string[] {
  return argumentsBehindApp(argv, appPath, workingFolder)
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .map((argument) => path.resolve(workingFolder, argument))
}

/** The arguments that are meant for Simak itself. */
export function argumentsBehindApp(argv: readonly string[], appPath: string, workingFolder: string): string[] {
  const appIndex = argv.findIndex((argument, index) => index > 0 && path.resolve(workingFolder, argument) === appPath)
  return argv.slice(Math.max(appIndex, 0) + 1)
}
