import { type LineRule, rule, SURE } from './line-rule.ts'

/** Lines that name people, sources and conditions: what they say goes into the metadata, or is no part of any article. */
const CREDIT_ROLE =
  '(?:editor|redaktur|penyunting|penulis|reporter|pewarta|wartawan|jurnalis|kontributor|contributor|uploader|pengunggah|fotografer|photographer|penerjemah|translator|koresponden|source|sumber|sumber (?:berita|artikel|foto|gambar|video)|author|authors|writer|written by|reported by|edited by|redaksi|publisher|diterbitkan oleh|ditulis oleh|dilaporkan oleh|videografer|produser|producer|pewarta foto|posted by|published by|oleh)'
export const CREDIT: readonly LineRule[] = [
  rule(
    'credit',
    /^\(?(?:(?:additional )?reporting|writing|editing|compiled|translated|graphics?) (?:and \w+ )?by\b.*$/i,
    { maxWords: 50, place: 'end' },
  ),
  rule(
    'credit',
    /^[*_]*(?:.{2,140}\b)?contributed (?:(?:additional )?reporting|(?:research )?to this (?:report|story|article|piece))\b.*$/i,
    { maxWords: 40, place: 'end' },
  ),
  rule(
    'credit',
    /^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,3}(?:,? \([^)]*\))? is (?:an?|the|currently|our) (?:[\w'’-]+ ){0,6}(?:reporter|writer|editor|journalist|correspondent|columnist|contributor|author|fellow|blogger)\b.*$/u,
    { maxWords: 70, place: 'end' },
  ),
  rule(
    'credit',
    /^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,3} adalah (?:seorang )?(?:penulis|wartawan|jurnalis|dosen|pengajar|peneliti|kolumnis|kontributor|mahasiswa|guru besar|pengamat|pemerhati)\b.*$/u,
    { maxWords: 40, place: 'end' },
  ),
  rule('credit', /^(?:follow|reach|contact|email|e-mail) (?:him|her|them|me|[A-Z]\w+)\b.*(?:@|twitter|e-?mail)\b.*$/i, {
    maxWords: 40,
    place: 'end',
  }),
  rule('credit', /^(?:photo |image |picture )?credit\s*(?:\.{2,}|…|[:：])\s*\S.*$/i, { maxWords: 16 }),
  rule(
    'credit',
    new RegExp(
      `^[\\W_]*(?:${CREDIT_ROLE})(?:\\s*(?:dan|&|/|,)\\s*(?:${CREDIT_ROLE}))*\\s*[:：](?!.*[.!?]["”’)]*\\s+\\p{Lu}.*[.!?]["”’)]*$).*$`,
      'iu',
    ),
    { maxWords: 16, sure: true },
  ),
  rule(
    'credit',
    /^(?:by|oleh|written by|ditulis oleh|posted by|reported by|words by|story by)\s+\p{Lu}[\p{L}.'’-]+(?:[\s,&|]+(?:and|dan|\p{Lu}[\p{L}.'’-]*)){0,8}$/u,
    { maxWords: 12, place: 'edge' },
  ),
  rule(
    'credit',
    /^\(?(?:foto|photo|image|gambar|ilustrasi|illustration|sumber foto|kredit foto|photo credit|picture|grafis|infografis|caption|keterangan foto)(?: (?:by|oleh|credit|courtesy))?\s*[:/].*$/i,
    { maxWords: 30 },
  ),
  rule(
    'credit',
    /^(?!.*[.!?]["”’]*\s+\p{Lu}[^()]*[.!?]$).*[([]\s*(?:foto|photo|photograph|image|gambar|ilustrasi|dok(?:umentasi)?|doc|ist|istimewa|getty|screenshot|tangkapan layar|freepik|pixabay|unsplash|shutterstock|sumber|credit|grafis|instagram|pexels|istock)\b[^)\]]*[)\]]\.?$/iu,
    { maxWords: 40 },
  ),
  rule('credit', /^(?!.*[.!?]["”’]?$).*\/(?:[\p{Lu}][\p{L}.\- ]{2,40}|[\p{L}.]+\.(?:com|id|co\.id|net))\/$/u, {
    maxWords: 30,
  }),
  rule(
    'credit',
    /^.{0,160}(?:\(|\/|\s|-|©)\s*(?:getty images|shutterstock|afp photo|antara foto|istockphoto|unsplash|pixabay|freepik)(?:\/[\p{L} .]+)?\)?$/iu,
    { maxWords: 40 },
  ),
  rule('credit', /^(?!.*[.!?]["”’]?$).*©.*$/i, { maxWords: 25 }),
  rule('credit', /^.*\([^()]*\b(?:foto|photo)\b[^()]*\)\.?$/i, { maxWords: 90, place: 'lead' }),
  rule(
    'credit',
    /^(?:\d+\s*(?:min(?:ute)?s?|menit)\s*(?:read|baca|membaca)|(?:waktu baca|reading time|estimasi baca)\s*:?.*)$/i,
    { maxWords: 8, sure: true },
  ),
  rule('credit', /^\(?[a-z]{2,4}(?:\/[a-z]{2,4}){1,2}\)?$/, SURE),
  rule('credit', /^\([a-z]{2,4}\)$/, { place: 'tail' }),
  rule('credit', /^(?:laporan (?:wartawan|reporter|kontributor|jurnalis|tribun))\b.*$/i, {
    maxWords: 14,
    place: 'head',
  }),
  rule(
    'credit',
    /^(?:published|updated|last (?:updated|modified)|first published|diterbitkan|diperbarui|terakhir diperbarui|dipublikasikan|tayang|diupdate)\b[^.]*\d{4}.*$/i,
    { maxWords: 20, place: 'edge' },
  ),
]

export const DISCLAIMER: readonly LineRule[] = [
  rule(
    'disclaimer',
    /^\W*(?:the )?(?:views|opinions)(?: and opinions)? expressed\b.*\b(?:are (?:their|his|her|my|those|the author)|do(?:es)? not (?:necessarily )?(?:reflect|represent))\b.*$/i,
    { maxWords: 60 },
  ),
  rule('disclaimer', /^citation\s*:\s.*\bretrieved\b.*\bhttps?:/i, { maxWords: 60, place: 'end' }),
  rule('disclaimer', /^[\W_]*disclaimer\b.*$/i, { maxWords: 120, sure: true }),
  rule('disclaimer', /\b(?:affiliate commission|affiliate links?|earn (?:a|an) (?:affiliate |small )?commission)\b/i, {
    maxWords: 50,
  }),
  rule(
    'disclaimer',
    /^\W*(?:artikel|berita|tulisan|konten) ini (?:telah |sudah |pernah )?(?:tayang|terbit|diterbitkan|dimuat|dipublikasikan)(?: (?:sebelumnya|pertama kali))?\b.*$/i,
    { maxWords: 60, sure: true },
  ),
  rule(
    'disclaimer',
    /^\W*(?:this (?:article|story|post|piece) (?:was )?(?:originally |first )?(?:appeared|published|ran)|the post\b.*\b(?:appeared )?first (?:appeared|published)?\s*on|.*appeared first on)\b.*$/i,
    { maxWords: 50, sure: true },
  ),
  rule('disclaimer', /^\W*(?:the )?(?:views|opinions)(?: and opinions)? expressed\b.*$/i, {
    maxWords: 80,
    place: 'edge',
  }),
  rule(
    'disclaimer',
    /\b(?:di luar tanggung jawab|tidak mewakili (?:pandangan|sikap)|sepenuhnya (?:menjadi )?tanggung jawab penulis|isi (?:artikel|konten) (?:ini )?menjadi tanggung jawab)\b/i,
    { maxWords: 60, place: 'tail' },
  ),
  rule(
    'disclaimer',
    /^\W*(?:konten|artikel|berita) ini (?:merupakan|adalah) (?:konten|hasil|kerja ?sama|iklan|kiriman|bagian dari)\b.*$/i,
    { maxWords: 50, place: 'edge' },
  ),
]
