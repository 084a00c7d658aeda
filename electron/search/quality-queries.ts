/**
 * What people would type to find articles of the development corpora, with the articles that answer, judged by hand:
 * any of them among the first five is a success. Only names of files stand here, no text of theirs.
 * `it` indonesian-text, `ih` indonesian-html, `rd` readability, `zy` zyte (first characters of its key).
 */
export type QualityKind = 'known' | 'topic' | 'typing' | 'form' | 'phrase'

const LINES: Record<QualityKind, string> = {
  known: `
windows 95 peluncuran | it/0001
iphone 6 plus cacat kamera | it/0015 it/0729
transmisi listrik hemat biaya | it/0036
waduk afrika | it/0064
diskotek ppn | it/0057
akil mochtar hukum mati | it/0099
tips jemaah haji tetap fit | it/0134
sosis mi kering lampung | it/0155
deposito nasabah favorit | it/0169
buffer zone tanjung priok | it/0176 it/0183
gagal panen puso hektare | it/0190 it/0197
louvre group hotel paser | it/0239
toilet dpr kecamatan | it/0246
capim kpk bmw rumah | it/0253 it/0071
33 calon dubes | it/0260
akseyna pembunuhan | it/0267
saemaul undong desa | it/0295
amunisi ilegal soekarno hatta | it/0316
bnn asean satgas pelabuhan | it/0337
bom bangkok wni | it/0351
situs selingkuh peretas | it/0372
gatlin boikot media | it/0400
lorenzo sirkuit inggris | it/0407 it/1205
mayweather koenigsegg | it/0421
pelapis cat mobil anti baret | it/0428
kecerdasan otak bayi | it/0442
hot dog mayonaise pedas | it/0463
kawah putih sumur zamrud | it/0498
tempat minum teh dunia | it/0505
jaminan pensiun bpjs ketenagakerjaan | it/0491
spg pilkada semarang | it/0568
walfrida tki prabowo | it/0589
sutan bhatoegana banding | it/0603
orang jawa suriname | it/0617
button mclaren | it/0624
transfer nba | it/0631
de gea masa depan | it/0645
mahrez leicester top scorer | it/0715
pac man android | it/1282
blackberry android | it/1296
honda verza euro 3 | it/1212
moge termahal iims | it/1338
carrick euro 2016 | it/1331
illarramendi liverpool | it/1345
lombok penerbangan dibatalkan | ih/antara-singlepage.html
gardu induk pln | ih/detik-singlepage2.html
zuckerberg tukang pukul | ih/kompas-singlepage3.html
gaikindo merek china | ih/kompas-singlepage5.html
depresi diabetes | ih/okezone-singlepage.html
malas bergerak alasan | ih/tempo-singlepage.html
brotoseno angelina sondakh | ih/antara-singlepage5.html
minecraft exploit | rd/ars-1
neon signs history | rd/citylab-1
graduation party budget | rd/ehow-2
maori whale strandings | rd/guardian-1
deep web drug lab | rd/keep-images
factorio friday facts | rd/keep-tabular-data
metroid | rd/lazy-image-2
open journalism project | rd/medium-1
manhole fires new york winter | rd/nytimes-3
alaskan halibut seattle | rd/seattletimes-1
vision pro headset | rd/theverge
standalone webassembly emscripten | rd/v8-blog
hermitian matrix | rd/wikipedia-3
playstation vr games | rd/yahoo-1
mercurial evolve | rd/mercurial
delhi smog | zy/16c30add7e
titan saturn map | zy/359fee2285
emirates boeing 787 | zy/374ac9a59a
hitler house police station | zy/5a822960e9
europa water plume hubble | zy/686bb170ef
plague inner mongolia | zy/ba4dfe2d3e
assange rape investigation sweden | zy/c7e39ac49f zy/dc7ccccc1f
pg&e power shutoff | zy/d0382c0d95
walter reed hospital trump | zy/ef4e67b66d
home depot shares | zy/f8ff621a0b
hibernation spaceship | zy/e1c7023ee2
feather duvet lung | zy/7bb1ca9035 zy/a078b3656a
`,
  topic: `
rupiah melemah | it/0008 it/0204 it/0218 it/0225 it/0323 it/0365 it/0484 it/0512 it/0547
calon pimpinan kpk harta kekayaan | it/0071 it/0120 it/0253 it/0092 it/0078 it/0113
liverpool arsenal imbang | it/0680 it/0694 it/1135 it/1275 it/1142 it/1310 it/0687
mobil pameran giias | it/0428 it/0435 it/0414
pembelian kembali saham | it/0022 it/0519 it/0526
pilkada pasangan calon tidak lolos | it/0127 it/0358
piala presiden persebaya | it/1163 it/1219 it/1233 it/0652
smartphone baru | it/1296 it/0015 it/0729 it/1282 it/0008
jemaah haji meninggal | it/0596 it/0134 it/0582
hotel murah | it/0470 it/0148 it/0477 it/0239
macbook pro keyboard | zy/232a43fb15 zy/5fa5679de5 zy/65bf3048b5
hong kong protests | zy/624fcd903d zy/e4c6a3b482
trump impeachment | zy/c90731f051 zy/f5c90a6d52
us china trade | zy/702d1da63b zy/d605bdef2c zy/b6906ca016
prince andrew | zy/1f765c4878 zy/87bf60570e
javascript performance | rd/lazy-image-1 rd/001 rd/002 rd/v8-blog
facebook privacy tracking | rd/aclu
laptop deals | zy/ad826691a8 zy/287e4d9f4a
`,
  typing: `
presdien jokowi produk lokal | it/0323 it/0365
pancasilla hati nurani | it/0575
mengunduran diri jimly | it/0113
pengniayaan polri | it/0302
diskotek dihpaus | it/0057
osama dimakmkan poso | it/0610
akseyna pembunuhna | it/0267
lukaku chelsae | it/1184
yarmolneko barcelona | it/1128
minecarft exploit crash | rd/ars-1
graduaton party | rd/ehow-2
hermitain matrix | rd/wikipedia-3
webasembly standalone | rd/v8-blog
islnders overtime goal | zy/ecb46e3e48
encephalitis michgan | zy/c467d50755
saturns moon titna | zy/359fee2285
goverment surveillance journalists | rd/herald-sun-1
netanyaho victory | rd/wapo-2
`,
  form: `
peleburan lembaga-lembaga negara | it/0344
menggoreng kacang suriname | it/0617
diculik oc kaligis | it/0288
hemat membangun transmisi kelistrikan | it/0036
pemakaman osama | it/0610
ditangkap striker west ham | it/1170
menaikkan harga minyak bursa | it/0456
pengiriman polisi mengintai | it/0267
menghapus ppn diskotek | it/0057
kerusakan kamera iphone penggantian | it/0015 it/0729
bermalas-malasan gerak | ih/tempo-singlepage.html
pembatalan penerbangan lombok | ih/antara-singlepage.html
negara2 asean narkoba | it/0337
buying things you don't need | rd/lifehacker-working rd/lifehacker-post-comment-load
investigating wework | zy/06e5123e4e
vaccinating immigrants flu | zy/abd9d6291b
whales stranded | rd/guardian-1
threatened to kill omar | zy/7a457a4f71
`,
  phrase: `
"windows 95" | it/0001
"minta maaf" ham presiden | it/0393
"jilat air liur" | it/0701
"clean sheet" skrtel | it/0659
"shared mutable history" | rd/mercurial
"vision pro" hands-on | rd/theverge
"milan design" flos | zy/94fbcc2677
`,
}

export interface QualityQuery {
  kind: QualityKind
  query: string
  answers: string[]
}

export function qualityQueries(): QualityQuery[] {
  // The keys of LINES are the kinds by its type.
  return (Object.keys(LINES) as QualityKind[]).flatMap((kind) =>
    LINES[kind]
      .trim()
      .split('\n')
      .map((line) => {
        const [query = '', answers = ''] = line.split(' | ')
        return { kind, query, answers: answers.split(' ') }
      }),
  )
}
