/**
 * Gold of pages and texts that were judged by hand before anyone looked at what Simak makes of them, line by line and
 * sentence by sentence. Places only, none of the text.
 */
import type { CopiedGold } from './copied-gold.ts'

/** Line numbers, from 1, of `document.body.innerText` in Chromium without scripts and style sheets, empty lines left out. */
export const PAGES: readonly CopiedGold[] = [
  { file: '7837c9d6', lines: 234, article: [[143, 170]], either: [[141, 142]] },
  { file: '08f79376', lines: 187, article: [[132, 139]], either: [[126, 131]] },
  {
    file: '1f765c48',
    lines: 234,
    article: [[43, 60]],
    either: [
      [36, 40],
      [61, 61],
    ],
  },
  {
    file: '33fe2471',
    lines: 74,
    article: [
      [12, 12],
      [14, 23],
    ],
    either: [
      [10, 11],
      [13, 13],
      [24, 29],
    ],
  },
  {
    file: '359fee22',
    lines: 54,
    article: [
      [39, 43],
      [45, 52],
    ],
    either: [
      [34, 34],
      [36, 38],
      [44, 44],
      [53, 54],
    ],
  },
  { file: '374ac9a5', lines: 75, article: [[26, 33]], either: [[17, 25]] },
  { file: '4648a420', lines: 110, article: [[35, 74]], either: [[33, 33]] },
  {
    file: '686bb170',
    lines: 51,
    article: [
      [20, 23],
      [25, 33],
    ],
    either: [
      [14, 16],
      [18, 19],
      [37, 37],
    ],
  },
  {
    file: '7a457a4f',
    lines: 25,
    article: [
      [9, 11],
      [15, 15],
      [17, 23],
    ],
    either: [
      [2, 3],
      [7, 8],
      [16, 16],
      [24, 25],
    ],
  },
  {
    file: '7bb1ca90',
    lines: 86,
    article: [
      [58, 64],
      [68, 73],
    ],
    either: [
      [47, 49],
      [56, 57],
      [80, 81],
    ],
  },
  {
    file: 'dc7ccccc',
    lines: 81,
    article: [[35, 47]],
    either: [
      [29, 34],
      [48, 49],
    ],
  },
  {
    file: 'f8ff621a',
    lines: 30,
    article: [[11, 19]],
    either: [
      [5, 6],
      [10, 10],
      [20, 20],
    ],
  },
  {
    file: 'd605bdef',
    lines: 145,
    article: [
      [27, 30],
      [32, 35],
    ],
    either: [[8, 10]],
  },
]

/** From and to in UTF-16 code units of `isi`; all outside of them are the article's sentences. */
export interface TextGold {
  file: string
  units: number
  boilerplate: readonly (readonly [number, number])[]
  /** Captions, names of reporters and initials, which Simak may take for facts. */
  either: readonly (readonly [number, number])[]
}

export const TEXTS: readonly TextGold[] = [
  { file: '0022.json', units: 1242, boilerplate: [], either: [] },
  { file: '0036.json', units: 1661, boilerplate: [], either: [] },
  { file: '0043.json', units: 1783, boilerplate: [], either: [[1769, 1783]] },
  { file: '0064.json', units: 1050, boilerplate: [], either: [] },
  { file: '0071.json', units: 3021, boilerplate: [], either: [] },
  { file: '0078.json', units: 2021, boilerplate: [], either: [] },
  { file: '0092.json', units: 2117, boilerplate: [[2057, 2117]], either: [] },
  { file: '0099.json', units: 1728, boilerplate: [[782, 829]], either: [] },
  { file: '0106.json', units: 1844, boilerplate: [], either: [] },
  { file: '0127.json', units: 1483, boilerplate: [[1104, 1179]], either: [] },
  { file: '0134.json', units: 2916, boilerplate: [], either: [] },
  { file: '0162.json', units: 1224, boilerplate: [], either: [[0, 43]] },
  { file: '0183.json', units: 1137, boilerplate: [], either: [] },
  { file: '0190.json', units: 1710, boilerplate: [], either: [[1694, 1710]] },
  { file: '0211.json', units: 1681, boilerplate: [], either: [[1667, 1681]] },
  { file: '0232.json', units: 1518, boilerplate: [], either: [] },
  { file: '0288.json', units: 1372, boilerplate: [], either: [] },
  { file: '0330.json', units: 1666, boilerplate: [], either: [[0, 42]] },
  { file: '0344.json', units: 1327, boilerplate: [], either: [[0, 50]] },
  { file: '0358.json', units: 2287, boilerplate: [], either: [[0, 43]] },
  { file: '0400.json', units: 1533, boilerplate: [], either: [] },
  { file: '0428.json', units: 2464, boilerplate: [], either: [[2459, 2464]] },
  { file: '0435.json', units: 1568, boilerplate: [], either: [] },
  { file: '0463.json', units: 1520, boilerplate: [], either: [[734, 833]] },
  {
    file: '0470.json',
    units: 729,
    boilerplate: [],
    either: [
      [0, 45],
      [401, 500],
    ],
  },
  { file: '0540.json', units: 2545, boilerplate: [], either: [] },
  { file: '0547.json', units: 980, boilerplate: [], either: [] },
  { file: '0568.json', units: 2015, boilerplate: [], either: [] },
  { file: '0575.json', units: 1599, boilerplate: [], either: [] },
  { file: '0582.json', units: 3279, boilerplate: [], either: [] },
  {
    file: '0610.json',
    units: 1381,
    boilerplate: [
      [323, 377],
      [1026, 1076],
    ],
    either: [[1367, 1381]],
  },
  { file: '0624.json', units: 1551, boilerplate: [], either: [[1546, 1551]] },
  { file: '0631.json', units: 1950, boilerplate: [], either: [[1945, 1950]] },
  { file: '0666.json', units: 1336, boilerplate: [], either: [[1331, 1336]] },
  { file: '0687.json', units: 1630, boilerplate: [], either: [] },
  { file: '0694.json', units: 1725, boilerplate: [], either: [] },
  { file: '0736.json', units: 1062, boilerplate: [], either: [] },
  { file: '0743.json', units: 162, boilerplate: [], either: [] },
  { file: '0750.json', units: 189, boilerplate: [], either: [] },
  { file: '0764.json', units: 1106, boilerplate: [], either: [] },
  { file: '0771.json', units: 1662, boilerplate: [], either: [] },
  { file: '0778.json', units: 892, boilerplate: [], either: [] },
  { file: '0799.json', units: 1875, boilerplate: [], either: [] },
  { file: '0806.json', units: 1840, boilerplate: [], either: [] },
  { file: '0848.json', units: 1193, boilerplate: [], either: [] },
  { file: '0855.json', units: 1291, boilerplate: [], either: [] },
  { file: '0904.json', units: 252, boilerplate: [], either: [] },
  { file: '0960.json', units: 148, boilerplate: [], either: [] },
  { file: '0988.json', units: 164, boilerplate: [], either: [] },
  { file: '1023.json', units: 1850, boilerplate: [], either: [] },
  { file: '1051.json', units: 260, boilerplate: [], either: [] },
  { file: '1079.json', units: 583, boilerplate: [], either: [] },
  { file: '1086.json', units: 1777, boilerplate: [], either: [] },
  { file: '1114.json', units: 1338, boilerplate: [], either: [[1329, 1338]] },
  { file: '1142.json', units: 1127, boilerplate: [], either: [[1118, 1127]] },
  { file: '1170.json', units: 1123, boilerplate: [], either: [[1115, 1123]] },
  { file: '1240.json', units: 909, boilerplate: [], either: [[901, 909]] },
  { file: '1247.json', units: 817, boilerplate: [], either: [[808, 817]] },
  { file: '1268.json', units: 1580, boilerplate: [], either: [[1570, 1580]] },
  { file: '1324.json', units: 1064, boilerplate: [], either: [[1055, 1064]] },
]
