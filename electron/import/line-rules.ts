import { CREDIT, DISCLAIMER } from './credit-rules.ts'
import { EUROPEAN_RULES, EUROPEAN_SECTIONS } from './european-rules.ts'
import { type LineRule, rule, type SectionRule, SURE } from './line-rule.ts'
import type { RemovalKind } from '#shared/article.ts'

const TRACKING: readonly LineRule[] = [
  rule(
    'tracking',
    /^(?:fbpx|advertisements?|advertorial|adv|iklan|ads?|sponsored|promoted content|\[ad_\d\]|loading\.*|memuat\.*)$/i,
    SURE,
  ),
  rule(
    'tracking',
    /^(?:advertisement\s*)?[-–—\s]*(?:scroll (?:to|untuk)|gulir (?:ke bawah )?untuk|lanjutkan membaca (?:setelah|di bawah)|continue reading below|article continues (?:after|below)|story continues below)\b.*$/i,
    SURE,
  ),
  rule('tracking', /^(?:advertisement|iklan)\s*[-–—:|].*$/i, { maxWords: 12 }),
  rule(
    'tracking',
    /(?:googletag\.cmd|adsbygoogle|window\.dataLayer|div-gpt-ad|_gaq\.push|document\.write\(|\bfbq\(|gtag\()/,
    SURE,
  ),
  rule('tracking', /^(?:please )?enable javascript\b.*$/i, { maxWords: 25 }),
  rule(
    'other',
    /^.{0,60}\b(?:we use cookies|this (?:web)?site uses cookies|accept (?:all )?cookies|(?:situs|laman|website) ini menggunakan cookies?|kami menggunakan cookies?)\b/i,
    { maxWords: 45 },
  ),
  rule('other', /\b(?:menggunakan cookies?|cookie (?:policy|settings|preferences))\b/i, {
    maxWords: 40,
    place: 'edge',
  }),
]

const SHARE: readonly LineRule[] = [
  rule(
    'share',
    /^(?:share|shares|bagikan|sebarkan|bagikan ini|tweet|share this(?: article| post| story)?|bagikan (?:artikel|berita) ini|share on|share via|social share|pin it|copy link|salin (?:link|tautan)|copied|tautan (?:tersalin|disalin)|like this|like loading\.*|suka ini)\s*:?$/i,
    SURE,
  ),
  rule(
    'share',
    /^(?:(?:share|bagikan|tweet|pin|like|post|kirim|facebook|twitter|x|whats ?app|telegram|line|linkedin|pinterest|e-?mail|copy link|salin link|messenger|reddit|tumblr|instagram|youtube|tiktok|threads|google\+?|print|cetak|rss|fb|wa|ig|to|on|ke|di|via|this|ini|dan|and)[\s:,|/•·+\d]*)+$/i,
    SURE,
  ),
  rule(
    'share',
    /^(?:share|bagikan|click to (?:share|email|print)|klik untuk (?:berbagi|membagikan|mencetak|mengirim))\b.*\b(?:facebook|twitter|whats ?app|telegram|linkedin|pinterest|e-?mail|new window|jendela (?:yang )?baru)\b.*$/i,
    { maxWords: 25, sure: true },
  ),
  rule(
    'share',
    /^[\d.,]+[kKmM]?\s*(?:shares?|views?|likes?|tweets?|kali dibagikan|kali dilihat|dibaca|pembaca)$/i,
    SURE,
  ),
  rule('share', /^(?:dibaca|dilihat|views?|hits|viewed)\s*:?\s*[\d.,]+\s*(?:kali|times|x|pembaca)?$/i, SURE),
  rule(
    'share',
    /^(?:follow|ikuti)\b.*\b(?:us|kami|google news|facebook|twitter|instagram|telegram|whats ?app|youtube|tiktok|our channel|saluran)\b.*$/i,
    { maxWords: 30 },
  ),
  rule(
    'share',
    /^(?:yuk|ayo)?,?\s*(?:gabung|bergabung|join|subscribe|berlangganan|langganan)\b.*\b(?:grup|group|channel|kanal|saluran|telegram|whats ?app|newsletter|youtube|buletin)\b.*$/i,
    { maxWords: 45 },
  ),
  rule(
    'share',
    /^[\W_]*(?:(?:yuk|ayo|mari|selain itu|agar|untuk|jangan)\b.{0,60}?)?\b(?:dapatkan|simak|baca|cek|ikuti|temukan|nikmati)\b.*\b(?:update|berita|informasi|info|artikel|breaking news)\b.*\b(?:google news|telegram|whats ?app(?: channel)?|aplikasi|newsletter|saluran|instagram|facebook|youtube)\b.*$/i,
    { maxWords: 50 },
  ),
  rule(
    'share',
    /^(?:(?:sign up|subscribe)\b.*\b(?:newsletters?|inbox|updates|alerts)|get\b.*\b(?:newsletters?|inbox|(?:e-?mail|breaking|daily|latest|our|news)\b.*\b(?:updates|alerts)))\b.*$/i,
    { maxWords: 30 },
  ),
  rule(
    'share',
    /(?:^[\W_]*jangan (?:sampai )?(?:ketinggalan|lewatkan)\b.*\b(?:newsletter|berlangganan|buletin|di ?sini)|\b(?:ber)?langganan (?:(?:gratis|sekarang|newsletter|buletin)\s){0,3}(?:newsletter|buletin|di ?sini)|\bsubscribe\b.*\b(?:newsletter|buletin|di ?sini))\b/i,
    { maxWords: 25 },
  ),
  rule(
    'share',
    /^(?:subscribe(?: now| today)?|click here\b.*|get the app|breaking news emails?|download (?:the|our) app.*)$/i,
    { maxWords: 12 },
  ),
  rule('share', /\b(?:meet|to|in) your inbox\b/i, { maxWords: 30 }),
  rule('share', /^follow\b.*\b(?:full coverage|on (?:twitter|facebook|instagram)|@\w+)\b.*$/i, { maxWords: 25 }),
  rule('share', /^(?:jangan lupa|don'?t forget to)\b.*\b(?:like|share|subscribe|follow|ikuti|bagikan)\b.*$/i, {
    maxWords: 25,
  }),
]

const PITCH: readonly LineRule[] = [
  rule('tracking', /^media playback is (?:unsupported|not supported) on (?:your|this) device\.?$/i, SURE),
  rule(
    'share',
    /\b(?:if you enjoyed this|enjoy(?:ed)? this (?:article|story|piece)|support (?:our|independent) journalism|become a (?:member|subscriber|supporter)|start your (?:free )?(?:trial|subscription)|create (?:a|your) free account|to continue reading|unlimited access)\b/i,
    { maxWords: 60, place: 'end' },
  ),
  rule(
    'share',
    /\b(?:sign up|signup|subscribe|register) (?:for|to|here|now|today)\b.*\b(?:newsletter|e-?mails?|briefing|alerts?|digest|inbox|daily)\b/i,
    { maxWords: 45, place: 'end' },
  ),
]

const RELATED_WORD = '(?:baca|simak|lihat|tonton|cek|saksikan|dengarkan|klik)'
const RELATED: readonly LineRule[] = [
  rule('related', new RegExp(`^[\\W_]*${RELATED_WORD}\\s+(?:juga|pula)\\s*[:：;»>|\\-–—].*$`, 'i'), {
    maxWords: 60,
    sure: true,
  }),
  rule('related', new RegExp(`^[\\W_]*${RELATED_WORD}\\s+(?:juga|pula)\\b(?!.*[.]["”’)]*$).*$`, 'i'), {
    maxWords: 30,
    sure: true,
  }),
  rule(
    'related',
    /^[\W_]*baca(?: (?:berita|artikel|selengkapnya|selanjutnya|lainnya|di sini|disini|lengkap|lebih lanjut|terkait))*\s*[:：»>].*$/i,
    { maxWords: 40, sure: true },
  ),
  rule(
    'related',
    /^[\W_]*(?!(?:\S+\s+){3,}[^:：»>]*[:：]$)(?:simak|lihat|tonton|saksikan|dengarkan)\s+(?:selengkapnya|selanjutnya|video(?:nya)?|berita|artikel|infografis|foto|juga)?[^.]*[:：»>].*$/i,
    { maxWords: 30 },
  ),
  rule(
    'related',
    /^[\W_]*(?:(?:also|must) read|read (?:also|more|next|this)|see (?:also|more)|related(?: (?:article|story|stories|news|posts?|content|topics?))?|more on this|you may also (?:like|be interested in)|recommended(?: for you)?|don'?t miss|watch(?: (?:also|more|now|this))?|next (?:article|story)|more (?:stories|from|news))\s*[:：»>|].*$/i,
    { maxWords: 40, sure: true },
  ),
  rule('related', /^[\W_]*(?:also read|read also|see also|must read)\b(?!.*[.]["”’)]*$).*$/i, { maxWords: 30 }),
  rule(
    'related',
    /^[\W_]*(?:pilihan editor|rekomendasi(?: untuk (?:anda|mu|kamu))?|(?:artikel|berita|konten|topik|video|tulisan|kabar)\s+(?:terkait|lainnya|pilihan|menarik(?: lainnya)?|sebelumnya|selanjutnya|rekomendasi)|jangan lewatkan|halaman (?:selanjutnya|berikutnya|sebelumnya)|selengkapnya|selanjutnya|baca selengkapnya)\s*[:：»>].*$/i,
    { maxWords: 40, sure: true },
  ),
  rule('related', /^\[?(?:gambas|video|infografis|foto)\s*:\s*[^\]]*\]$/i, SURE),
  rule('related', /^\(?\s*(?:simak|saksikan|tonton|lihat)\b.*\bvideo\b.*$/i, { maxWords: 20 }),
  rule(
    'related',
    /^(?:read more|baca selengkapnya|selengkapnya|continue reading|lanjutkan membaca|lihat selengkapnya|baca lebih lanjut|baca lainnya|lihat semua|show all|view all|see all|load more|muat lainnya|next page|halaman berikutnya|halaman selanjutnya|tampilkan semua)\s*[.…»>→]*$/i,
    SURE,
  ),
  // A headline with its kind in brackets, as some outlets end them: "... [VIDEO]".
  rule(
    'related',
    /^(?=.*\p{L}{3}).*[^.!?]\s*\[(?:VIDEOS?|PHOTOS?|FOTO|GALERI|GALLERY|AUDIO|PODCAST|INFOGRAFIS|INFOGRAPHICS?|LIVE|KUIS|QUIZ|POLL)\]$/u,
    { maxWords: 25 },
  ),
  rule('related', /^video\s*:\s*\S.*$/i, { maxWords: 16, place: 'tail' }),
]

const MENU_WORD =
  '(?:home|beranda|halaman utama|menu|search|cari|pencarian|login|log in|masuk|sign in|sign up|daftar|register|logout|keluar|news|berita|nasional|internasional|ekonomi|bisnis|politik|hukum|olahraga|sports?|bola|hiburan|entertainment|lifestyle|gaya hidup|teknologi|tekno|otomotif|kesehatan|health|wisata|travel|kuliner|opini|opinion|kolom|daerah|regional|global|dunia|world|video|foto|photos?|indeks|index|live|live tv|e-?paper|about|about us|tentang|tentang kami|contact|contact us|kontak|hubungi kami|kontak kami|redaksi|susunan redaksi|pedoman(?: media siber| pemberitaan media siber)?|kode etik|karir|careers|disclaimer|privacy(?: policy)?|kebijakan privasi|terms(?: of (?:use|service))?|syarat(?: (?:dan|&) ketentuan)?|info iklan|advertise|sitemap|peta situs|rss|faq|help|bantuan|trending|terpopuler|terkini|populer|podcast|english|indonesia|subscribe|langganan|box redaksi|privasi|next|previous|prev|sebelumnya|selanjutnya|berikutnya|lainnya|more|close|tutup|skip|back|kembali|category|kategori|archives?|arsip|uncategorized|blog|headlines?)'
const MENU: readonly LineRule[] = [
  rule('menu', new RegExp(`^[\\W_]*(?:${MENU_WORD}[\\s|/•·»›>,&:*-]*)+$`, 'i'), { maxWords: 40, place: 'edge' }),
  rule(
    'menu',
    /^(?:skip to (?:main )?content|langsung ke (?:isi|konten)|loncat ke (?:isi|konten)|lewati ke konten|toggle navigation|toggle menu|main menu|menu utama|back to top|kembali ke atas|scroll to top|go to top|jump to content|open menu|close menu|buka menu)$/i,
    SURE,
  ),
  rule('menu', /^(?:home|beranda|you are here|anda (?:berada )?di ?sini|depan)\s*[:»›>/|→].*$/i, {
    maxWords: 25,
    sure: true,
  }),
  rule('menu', /^[^»›→|]{2,30}(?:\s[»›→]\s[^»›→]{2,60}){2,}$/, { maxWords: 30, place: 'head' }),
  rule(
    'menu',
    /^(?:halaman|page)?\s*:?\s*(?:\d+\s+){2,}\d*\s*(?:next|selanjutnya|berikutnya|›|»|all|semua|show all)?$/i,
    SURE,
  ),
  rule(
    'menu',
    /^(?:perbesar|perkecil|zoom|print|cetak|pdf|a\s+a(?:\s+a)?|a[-+]\s*a?[-+]?|ukuran (?:font|huruf|teks).*|text size.*|font size.*|dengarkan(?: artikel)?(?: ini)?|listen(?: to this article)?|komentar|simpan|save|bookmark|laporkan|report)$/i,
    { maxWords: 8, sure: true },
  ),
]

const TAGS: readonly LineRule[] = [
  rule(
    'tags',
    /^(?:tags?|topik|topics?|kata kunci|keywords?|label|labels|filed under|posted in|tagged(?: (?:with|in|as))?|kategori|category|categories|hashtag|topik (?:terkait|populer))\s*[:：#].*$/i,
    { sure: true },
  ),
  rule('tags', /^(?:filed under|posted in|tagged)\b.*$/i, { maxWords: 20, place: 'edge' }),
  rule('tags', /^(?:#[\p{L}\p{N}_-]+[\s,]*){2,}$/u, SURE),
  rule('tags', /^#\s?[\p{L}\p{N}_-]+$/u, { place: 'tail' }),
]

const COMMENT: readonly LineRule[] = [
  rule(
    'comment',
    /^(?:(?:no|\d+) (?:comments?|komentar|tanggapan|responses?|repl(?:y|ies))|komentar \(?\d+\)?|comments? \(?\d+\)?|belum ada komentar|tidak ada komentar|jadilah yang pertama .*komentar.*|be the first to comment.*|comments are closed.*|komentar ditutup.*|(?:reply|balas|cancel reply|batalkan balasan|post comment|kirim komentar|tulis komentar(?: anda)?|add a comment|leave a comment|tinggalkan komentar|login untuk .*komentar.*|log in to (?:leave a )?comment))\b.*$/i,
    { maxWords: 20, place: 'tail' },
  ),
]

const COPYRIGHT: readonly LineRule[] = [
  rule(
    'copyright',
    /^.*(?:©|\(c\)|copyright|hak cipta).*(?:\b(?:19|20)\d{2}\b|all rights? reserved|dilindungi|right reserved).*$/i,
    { maxWords: 40, sure: true },
  ),
  rule('copyright', /^.*\b(?:all rights? reserved|hak cipta dilindungi.*)[.*\s]*$/i, { maxWords: 30, sure: true }),
  rule(
    'copyright',
    /^(?:this (?:document|material|article) (?:is subject to copyright|may not be (?:published|reproduced)))\b.*$/i,
    { maxWords: 60 },
  ),
  rule('copyright', /^(?:©|copyright\b).*$/i, { maxWords: 30, sure: true }),
  rule(
    'copyright',
    /^(?:(?:proudly )?powered by|designed? (?:and developed )?by|developed by|theme(?:s)?(?: by|:)|wordpress theme|template by|hosted by)\b.*$/i,
    { maxWords: 14, place: 'tail' },
  ),
  rule(
    'copyright',
    /\bdilarang (?:keras )?(?:meng(?:ambil|utip|opi|gandakan)|memperbanyak|menyalin|menyebarluaskan|crawling|melakukan crawling|mempublikasikan)/i,
    { maxWords: 50, place: 'tail' },
  ),
]

/**
 * Lines that are no part of an article, as tables: to teach the importer a new one, add a row and a case to
 * `line-rules.test.ts`. Patterns meet the whole line with its white space collapsed.
 */
const LINE_RULES: readonly LineRule[] = [
  ...TRACKING,
  ...RELATED,
  ...SHARE,
  ...PITCH,
  ...TAGS,
  ...DISCLAIMER,
  ...COPYRIGHT,
  ...CREDIT,
  ...COMMENT,
  ...MENU,
]

function section(kind: RemovalKind, words: string, toEnd = false): SectionRule {
  return { kind, pattern: new RegExp(`^[\\W_]*(?:${words})[\\W_]*$`, 'iu'), toEnd }
}

/** "Responses to the flood" and "Komentar di Twitter" are headings of articles: what may follow needs a number. */
const COMMENT_HEADING = [
  '(?:add|post|leave)?\\s*(?:a |your |the )?comments?(?: \\(?\\d+\\)?)?|(?:\\d+|no) (?:comments?|repl(?:y|ies)|responses?|thoughts?)(?: (?:on|to) .*)?',
  '(?:add|post|leave) (?:a |your )?(?:reply|response)(?: to .*)?|repl(?:y|ies)|responses?|discussion|conversation|join the (?:discussion|conversation)|leave (?:a|your) (?:reply|comment|response).*',
  '(?:tulis|beri|tinggalkan|tambahkan|kolom|isi|kirim|berikan)?\\s*(?:komentar|balasan|tanggapan)(?: (?:anda|kamu|pembaca|\\(?\\d+\\)?))?|(?:\\d+) (?:komentar|balasan|tanggapan)(?: (?:pada|di) .*)?',
  'what do you think\\??(?: .*\\bcomments?\\b.*)?|disqus|reader comments',
].join('|')

const SECTION_RULES: readonly SectionRule[] = [
  section('tags', 'tags?|topik|topics?|kata kunci|keywords?|hashtags?|topik terkait|tagged|label'),
  section(
    'popular',
    "terkini|terpopuler|populer|berita (?:terkini|terbaru|populer|terpopuler|utama|hari ini)|artikel (?:terbaru|populer|terpopuler)|terbaru|paling (?:dibaca|populer)|banyak dibaca|most (?:popular|read|viewed|shared|recent)|popular(?: (?:posts?|news|articles?))?|trending(?: (?:now|topics?|news))?|sedang (?:tren|hangat)|tren(?:ding)?|latest(?: (?:news|posts?|articles?|stories))?|recent(?: (?:posts?|comments?|news|articles?))?|top (?:news|stories)|headlines?|hot (?:news|topics?)|what'?s (?:new|hot)|viral|editor'?s? (?:picks?|choice)|video pilihan|foto pilihan|index berita|indeks berita|kabar terkini",
  ),
  section(
    'related',
    "(?:baca|simak|lihat|tonton) juga|(?:berita|artikel|konten|topik|video|tulisan|kabar|informasi|pos|postingan)? ?(?:terkait|sejenis|serupa)(?: (?:lainnya|news))?|(?:berita|artikel|tulisan|kabar) (?:lain(?:nya)?|menarik(?: lainnya)?|pilihan|rekomendasi)|rekomendasi(?: (?:untuk (?:anda|kamu|mu)|berita))?|related(?: (?:posts?|articles?|stories|news|content|topics?|links?|reading))?|you (?:may|might) (?:also )?(?:like|be interested in|have missed)|recommended(?: (?:for you|reading|stories|articles))?|more (?:(?:\\p{L}+ ){0,3}(?:stories|news|articles)|from .{2,30}|like this|on this)|further reading|read (?:next|more|also)|also read|see also|up next|next (?:post|article|up)|previous (?:post|article)|don'?t miss|must reads?|jangan lewatkan|pilihan (?:editor|untukmu|redaksi)|anda mungkin (?:juga )?(?:suka|menyukai|tertarik)|mungkin anda (?:suka|menyukai|tertarik)|post navigation|navigasi (?:pos|tulisan|artikel)|berita selanjutnya|berita sebelumnya|artikel sebelumnya(?:nya)?|artikel selanjutnya|artikel berikutnya(?:nya)?|sebelumnya|selanjutnya",
  ),
  section(
    'share',
    'follow us(?: on)?(?: social media)?|ikuti kami(?: di)?|share (?:this|via|on)(?: (?:article|post|story))?|bagikan(?: (?:ke|artikel ini|berita ini))?|media sosial|social media|connect with us|stay connected|newsletter|(?:subscribe|sign up)(?: (?:to|for) (?:our )?newsletter)?|berlangganan|download aplikasi.*|get the app',
  ),
  section('comment', COMMENT_HEADING, true),
  section('credit', 'about the (?:author|writer)s?|tentang (?:penulis|pengarang)|profil penulis', true),
  section(
    'menu',
    'footer|navigasi|navigation|site map|sitemap|kategori|categories|archives?|arsip|pages|halaman|meta|quick links|links|tautan|about us|tentang kami|contact us|kontak kami|network|jaringan|partner|our network|informasi',
  ),
]

/** Languages that need no more rules than these. */
const COVERED: ReadonlySet<string> = new Set(['en', 'id', 'ms', 'jv', 'su'])
const EVERYWHERE = { lines: [...LINE_RULES, ...EUROPEAN_RULES], sections: [...SECTION_RULES, ...EUROPEAN_SECTIONS] }
const HERE = { lines: LINE_RULES, sections: SECTION_RULES }

/** The rules for a text in `language` (BCP 47 primary tag, null where it is not known): one in German has German ones. */
export function rulesOf(language: string | null): {
  lines: readonly LineRule[]
  sections: readonly SectionRule[]
} {
  return language === null || COVERED.has(language) ? HERE : EVERYWHERE
}
