import type { FacetCount } from '#shared/search-contract.ts'

/** A tag with those below it; tags are nested by slashes. */
export interface TagNode {
  /** The whole tag. */
  tag: string
  /** Its last part. */
  name: string
  /** Articles with exactly this tag. */
  count: number
  children: TagNode[]
}

/** Puts tags into a tree by their slashes; a part that is no tag itself gets a place all the same. */
export function tagTree(tags: readonly FacetCount[]): TagNode[] {
  const roots: TagNode[] = []
  for (const { value, count } of tags) {
    let siblings = roots
    const parts = value.split('/').filter((part) => part !== '')
    for (const [depth, name] of parts.entries()) {
      const tag = parts.slice(0, depth + 1).join('/')
      let node = siblings.find((sibling) => sibling.tag === tag)
      if (node === undefined) {
        node = { tag, name, count: 0, children: [] }
        siblings.push(node)
      }
      if (depth === parts.length - 1) node.count += count
      siblings = node.children
    }
  }
  return sorted(roots)
}

function sorted(nodes: TagNode[]): TagNode[] {
  for (const node of nodes) sorted(node.children)
  return nodes.sort((a, b) => a.name.localeCompare(b.name))
}
