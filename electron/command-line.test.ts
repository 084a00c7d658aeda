import { expect, test } from 'vitest'
import { deepLinkOfCommandLine, exportArguments, filesOfCommandLine } from './command-line.ts'

test.each([
  ['packaged', ['/opt/simak', 'a.txt', '/b/c.html'], ['/home/a.txt', '/b/c.html']],
  ['started as electron <app>', ['/bin/electron', '/app', 'a.txt'], ['/home/a.txt']],
  ['with a relative app path', ['/bin/electron', '../app', 'a.txt'], ['/home/a.txt']],
  [
    'with preloads before the app',
    ['/bin/electron', '-r', '/x/loader.js', '--inspect=0', '/app', 'b.md'],
    ['/home/b.md'],
  ],
  ['switches are no files', ['/opt/simak', '--library=/l', 'a.txt', '--x'], ['/home/a.txt']],
  ['no files', ['/bin/electron', '/app'], []],
])('%s', (_name, argv, files) => {
  expect(filesOfCommandLine(argv, '/app', '/home')).toEqual(files)
})

test.each<[string[], string[] | null]>([
  [
    ['electron', '/app', 'export', '--to', 'x'],
    ['--to', 'x'],
  ],
  [
    ['electron', '/app', '--library=/l', '--user-data-dir=/u', 'export', '--to', 'export'],
    ['--to', 'export'],
  ],
  [['electron', '/app', 'a.txt', 'export'], null],
  [['electron', '/app'], null],
])('%j is the command export with %j', (argv, args) => {
  expect(exportArguments(argv, '/app', '/')).toEqual(args)
})

test('an address among the arguments is no file', () => {
  const address = `simak://article/${'a'.repeat(26)}/x`
  const argv = ['electron', '/app', address, 'b.txt']
  expect(filesOfCommandLine(argv, '/app', '/w')).toEqual(['/w/b.txt'])
  expect(deepLinkOfCommandLine(argv)).toEqual({ article: 'a'.repeat(26), annotation: 'x' })
})
