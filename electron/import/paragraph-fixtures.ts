/** Paragraphs that are long enough for an article; our own writing. */
export const P1 =
  'Warga lembah membangun jembatan bambu di atas sungai yang meluap setiap musim hujan. Pekerjaan itu selesai dalam dua minggu.'
export const P2 =
  'Kepala desa mengatakan bahwa jembatan itu akan dipakai oleh anak-anak sekolah dan para petani yang membawa hasil panen ke pasar.'
export const P3 =
  'Sebelumnya mereka harus memutar sejauh lima kilometer, dan pada musim hujan jalan itu sering tidak bisa dilalui sama sekali.'
