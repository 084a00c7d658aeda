/**
 * Judged by hand, line by line, on what `copiedLines` makes of the Indonesian pages: their text as copied whole. Places
 * only, none of the text: `lines` is how many there are, so that another reading of a page is noticed.
 */
export interface CopiedGold {
  file: string
  lines: number
  /** From and to, both counted from 1: the article's own sentences and headings, which must stay. */
  article: readonly (readonly [number, number])[]
  /**
   * What may be kept or go, because readers differ and Simak may take it for a fact: title, date, by-line, editor and
   * source lines, captions and credits of pictures, a press release's addresses. All other lines must go.
   */
  either: readonly (readonly [number, number])[]
}

export const COPIED_GOLD: readonly CopiedGold[] = [
  {
    file: 'antara-singlepage.html',
    lines: 94,
    article: [[31, 35]],
    either: [
      [27, 30],
      [36, 36],
    ],
  },
  {
    file: 'antara-singlepage3.html',
    lines: 82,
    article: [
      [31, 32],
      [35, 38],
      [41, 45],
    ],
    either: [
      [28, 30],
      [33, 34],
      [39, 40],
      [46, 51],
    ],
  },
  {
    file: 'antara-singlepage5.html',
    lines: 113,
    article: [[33, 63]],
    either: [
      [28, 32],
      [64, 64],
    ],
  },
  {
    file: 'detik-singlepage2.html',
    lines: 84,
    article: [[17, 17]],
    either: [
      [13, 13],
      [15, 16],
      [18, 18],
    ],
  },
  {
    file: 'kapanlagi-singlepage2.html',
    lines: 102,
    article: [
      [75, 77],
      [79, 81],
    ],
    either: [
      [68, 71],
      [78, 78],
      [88, 88],
    ],
  },
  {
    file: 'kompas-singlepage.html',
    lines: 222,
    article: [[131, 140]],
    either: [
      [120, 122],
      [141, 144],
    ],
  },
  {
    file: 'kompas-singlepage3.html',
    lines: 232,
    article: [[138, 147]],
    either: [
      [127, 128],
      [132, 132],
      [148, 151],
    ],
  },
  {
    file: 'kompas-singlepage5.html',
    lines: 229,
    article: [[153, 160]],
    either: [
      [141, 142],
      [146, 146],
      [161, 164],
    ],
  },
  {
    file: 'liputan6-singlepage2.html',
    lines: 491,
    article: [
      [284, 287],
      [292, 295],
    ],
    either: [
      [273, 275],
      [283, 283],
      [302, 305],
    ],
  },
  {
    file: 'okezone-singlepage.html',
    lines: 125,
    article: [[40, 44]],
    either: [
      [31, 35],
      [45, 45],
    ],
  },
  {
    file: 'republika-singlepage.html',
    lines: 248,
    article: [[120, 124]],
    either: [
      [115, 119],
      [125, 125],
    ],
  },
  {
    file: 'republika-singlepage3.html',
    lines: 101,
    article: [[19, 24]],
    either: [
      [15, 18],
      [25, 26],
    ],
  },
  {
    file: 'tempo-singlepage.html',
    lines: 195,
    article: [[89, 101]],
    either: [
      [86, 88],
      [102, 102],
    ],
  },
]
