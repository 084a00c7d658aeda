import i18next from 'i18next'
import { annotationsStore } from './annotations/annotations-store.ts'
import { api } from './api.ts'
import { openArticle, refreshArticles } from './library/library-actions.ts'
import { libraryStore } from './library/library-store.ts'
import { announce } from './ui/announce.ts'

/** Milliseconds that an article may take to open before a jump into it is forgotten. */
const PATIENCE = 20_000

/** For the whole life of the window: opens what other programs ask for by a `simak://article/...` address. */
export function followJumps(): void {
  let forget = (): void => undefined
  api.on('article:jump', ({ article, annotation }) => {
    forget()
    void open(article).then((isThere) => {
      if (isThere && annotation !== null) forget = showWhenOpen(article, annotation)
    })
  })
}

async function open(article: string): Promise<boolean> {
  await libraryStore.listed()
  await refreshArticles([article])
  const isThere = libraryStore.get().articles?.rowOf(article) !== undefined
  if (isThere) openArticle(article)
  else announce(i18next.t('app:jumpMissing'))
  return isThere
}

/** Scrolls to the passage as soon as its article is shown. Answers a function that gives up. */
function showWhenOpen(article: string, annotation: string): () => void {
  const timer = setTimeout(() => stop(), PATIENCE)
  const stopListening = annotationsStore.subscribe(() => attempt())
  const stop = (): void => {
    clearTimeout(timer)
    stopListening()
  }
  const attempt = (): void => {
    if (annotationsStore.get().article?.id !== article || annotationsStore.find(annotation) === undefined) return
    stop()
    // The page begins to listen in the same commit that opens the article.
    setTimeout(() => annotationsStore.show(annotation))
  }
  attempt()
  return stop
}
