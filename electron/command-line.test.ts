import { expect, test } from 'vitest'
import { filesOfCommandLine } from './command-line.ts'

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
