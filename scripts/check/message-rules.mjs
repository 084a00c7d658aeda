/**
 * @typedef {import('./message-uses.mjs').MessageUse} MessageUse
 * @typedef {Record<string, string>} Messages  `namespace:key` (plural ending included) to text
 */

const PLURAL = /_(zero|one|two|few|many|other)$/

/**
 * The messages of one namespace as flat `namespace:key` entries.
 * @param {string} namespace
 * @param {unknown} tree  a parsed catalogue
 * @returns {Messages}
 */
export function flatMessages(namespace, tree) {
  /** @type {Messages} */
  const flat = {}
  const walk = (/** @type {string} */ prefix, /** @type {unknown} */ value) => {
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(prefix === '' ? key : `${prefix}.${key}`, inner)
    } else flat[`${namespace}:${prefix}`] = typeof value === 'string' ? value : ''
  }
  walk('', tree)
  return flat
}

/**
 * Everything wrong between the catalogues and the code, one sentence each.
 * @param {Record<string, Messages>} catalogues  by language (BCP 47)
 * @param {MessageUse[]} uses
 * @param {ReadonlySet<string>} notMessages  literals of the same form that are something else: IPC channels
 * @returns {string[]}
 */
export function messageProblems(catalogues, uses, notMessages) {
  const keys = new Set(Object.values(catalogues).flatMap((messages) => Object.keys(messages).map(baseOf)))
  const used = new Set(uses.map(({ key }) => key))
  return [
    ...Object.entries(catalogues).flatMap(([language, messages]) => languageProblems(language, messages, keys)),
    ...[...keys].flatMap((key) => placeholderProblems(key, catalogues)),
    ...[...keys].filter((key) => !used.has(key)).map((key) => `${key} is used nowhere`),
    ...uses.flatMap((use) => useProblems(use, keys, catalogues, notMessages)),
  ]
}

/**
 * @param {string} language
 * @param {Messages} messages
 * @param {Set<string>} keys  of all languages, without plural endings
 * @returns {string[]}
 */
function languageProblems(language, messages, keys) {
  const empty = Object.entries(messages).filter(([, text]) => text.trim() === '')
  const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  const problems = empty.map(([key]) => `${language}: ${key} is empty`)
  for (const key of keys) {
    const forms = formsOf(key, messages)
    if (key in messages && forms.length > 0) problems.push(`${language}: ${key} stands beside its own plural forms`)
    else if (!(key in messages) && forms.length === 0) problems.push(`${language}: ${key} is missing`)
    else if (forms.length > 0 && [...forms].sort().join() !== [...wanted].sort().join()) {
      problems.push(`${language}: ${key} has the plural forms ${forms.join(', ')}, not ${wanted.join(', ')}`)
    }
  }
  return problems
}

/**
 * Values and tags must be the same in every language; a plural form other than `other` may do without some.
 * @param {string} key
 * @param {Record<string, Messages>} catalogues
 * @returns {string[]}
 */
function placeholderProblems(key, catalogues) {
  const problems = []
  const full = Object.entries(catalogues).map(([language, messages]) => {
    const all = partsOf(fullText(key, messages))
    for (const form of formsOf(key, messages)) {
      const strange = partsOf(messages[`${key}_${form}`] ?? '').filter((part) => !all.includes(part))
      if (strange.length > 0) problems.push(`${language}: ${key}_${form} has ${strange.join(', ')} and _other has not`)
    }
    return all.join(' ')
  })
  const plural = Object.values(catalogues).map((messages) => formsOf(key, messages).length > 0)
  if (new Set(full).size > 1) problems.push(`${key} has different values in the languages: ${full.join(' / ')}`)
  if (new Set(plural).size > 1) problems.push(`${key} has plural forms in one language only`)
  return problems
}

/**
 * @param {MessageUse} use
 * @param {Set<string>} keys
 * @param {Record<string, Messages>} catalogues
 * @param {ReadonlySet<string>} notMessages
 * @returns {string[]}
 */
function useProblems({ key, path, line, given, problem }, keys, catalogues, notMessages) {
  const place = `${path}:${line}`
  if (problem !== undefined) return [`${place}: ${problem}`]
  if (notMessages.has(key)) return []
  if (!keys.has(key)) return [`${place}: ${key} is in no catalogue`]
  if (given === null) return []
  const [messages = {}] = Object.values(catalogues)
  const needed = partsOf(fullText(key, messages)).filter((part) => !part.startsWith('<'))
  if (formsOf(key, messages).length > 0) needed.push('count')
  return [...new Set(needed)].filter((name) => !given.includes(name)).map((name) => `${place}: ${key} needs ${name}`)
}

/**
 * @param {string} key
 * @param {Messages} messages
 * @returns {string[]}
 */
function formsOf(key, messages) {
  return ['zero', 'one', 'two', 'few', 'many', 'other'].filter((form) => `${key}_${form}` in messages)
}

/**
 * @param {string} key
 * @returns {string}
 */
function baseOf(key) {
  return key.replace(PLURAL, '')
}

/**
 * @param {string} key
 * @param {Messages} messages
 * @returns {string}
 */
function fullText(key, messages) {
  return messages[key] ?? messages[`${key}_other`] ?? ''
}

/**
 * The names of the `{{values}}` and the `<tags>` of a message, sorted.
 * @param {string} text
 * @returns {string[]}
 */
function partsOf(text) {
  const values = [...text.matchAll(/\{\{-?\s*([\w.]+)\s*(?:,[^}]*)?\}\}/g)].map((match) => match[1] ?? '')
  const tags = [...text.matchAll(/<(\w+)\s*\/?>/g)].map((match) => `<${match[1] ?? ''}>`)
  return [...new Set([...values, ...tags])].sort()
}
