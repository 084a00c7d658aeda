import { execFileSync, spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { execPath } from 'node:process'
import { repositoryFiles } from './source-files.mjs'
import { runStep, STEPS } from './steps.mjs'

/**
 * A copy of the repository in which rules can be broken: all its files, its `node_modules` by a link, an empty git
 * history.
 */
export class ScratchCopy {
  /**
   * @param {string} root
   * @param {string} repository
   * @param {string[]} paths
   */
  constructor(root, repository, paths) {
    this.root = root
    this.repository = repository
    this.copied = new Set(paths)
  }

  /**
   * @param {string} repository  absolute path
   * @returns {Promise<ScratchCopy>}
   */
  static async of(repository) {
    const root = await realpath(await mkdtemp(join(tmpdir(), 'simak-check-')))
    const paths = repositoryFiles(repository)
    for (const path of paths) {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await cp(join(repository, path), join(root, path))
    }
    await symlink(join(repository, 'node_modules'), join(root, 'node_modules'), 'junction')
    execFileSync('git', ['init', '--quiet'], { cwd: root })
    // The link is no folder, so .gitignore's `node_modules/` does not cover it.
    await writeFile(join(root, '.git', 'info', 'exclude'), 'node_modules\n')
    return new ScratchCopy(root, repository, paths)
  }

  /**
   * Writes a file that breaks a rule.
   * @param {string} path  relative to the copy
   * @param {string} text
   */
  async plant(path, text) {
    await mkdir(dirname(join(this.root, path)), { recursive: true })
    await writeFile(join(this.root, path), text)
  }

  /**
   * Takes planted files away again; what the repository has at that place comes back.
   * @param {string[]} paths
   */
  async unplant(...paths) {
    execFileSync('git', ['rm', '--cached', '--quiet', '--ignore-unmatch', '--', ...paths], { cwd: this.root })
    for (const path of paths) {
      await rm(join(this.root, path))
      if (this.copied.has(path)) await cp(join(this.repository, path), join(this.root, path))
    }
  }

  /** @param {string[]} paths */
  track(...paths) {
    execFileSync('git', ['add', '--force', '--', ...paths], { cwd: this.root })
  }

  /**
   * @param {string} name  of the step
   * @param {string[]} [targets]
   */
  async check(name, targets) {
    const step = STEPS.find((one) => one.name === name)
    if (step === undefined) throw new Error(`There is no step ${name}`)
    return await runStep(this.root, step, targets)
  }

  /**
   * Runs one of the copy's own programs.
   * @param {string} program
   * @param {string[]} args
   */
  run(program, ...args) {
    const { status, stdout } = spawnSync(execPath, [program, ...args], { cwd: this.root, encoding: 'utf8' })
    return { code: status, output: stdout }
  }

  async remove() {
    await rm(this.root, { recursive: true, force: true })
  }
}
