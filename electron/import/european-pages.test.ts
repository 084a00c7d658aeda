import { describe, expect, test } from 'vitest'
import { readArticleText } from '#shared/article-text.ts'
import { parseHTML } from 'linkedom'
import { importBytes } from './import-file.ts'

/** A short article of our own in one language, with what outlets there put around and into it. */
interface Sample {
  language: string
  title: string
  byline: string
  name: string
  date: string
  day: string
  changed?: string
  paragraphs: readonly [string, string, string]
  /** Between the paragraphs. */
  inside: readonly string[]
  /** Below them. */
  below: readonly string[]
}

const SAMPLES: readonly Sample[] = [
  {
    language: 'de',
    title: 'Die neue Brücke kommt im Frühjahr',
    byline: 'Von Max Muster',
    name: 'Max Muster',
    date: 'Veröffentlicht am 3. März 2021, 14:05 Uhr',
    day: '2021-03-03',
    paragraphs: [
      'Der Bürgermeister sagte am Mittwoch, dass die neue Brücke über den Fluss im kommenden Frühjahr eröffnet werden soll.',
      'Die Bauarbeiten haben länger gedauert als geplant, weil der Boden am Ufer weicher war, als die Gutachter gemeint hatten.',
      'Viele Menschen im Dorf warten darauf, denn bisher fahren sie jeden Tag einen Umweg von fast zwanzig Kilometern.',
    ],
    inside: ['Anzeige', 'Lesen Sie auch: Warum der Umbau des Bahnhofs stockt', 'Mehr zum Thema', 'Der Markt zieht um'],
    below: [
      'Quelle: dpa',
      'Artikel teilen',
      'Abonnieren Sie unseren Newsletter und bleiben Sie auf dem Laufenden',
      'Das könnte Sie auch interessieren',
      'Neues Dach für die alte Schule',
      'Schlagwörter: Brücke, Verkehr',
      '© 2021 Talbote. Alle Rechte vorbehalten.',
      'Diese Website verwendet Cookies, um Inhalte zu verbessern.',
      'Kommentare (3)',
      'Schreiben Sie einen Kommentar',
    ],
  },
  {
    language: 'fr',
    title: 'Le nouveau pont ouvrira au printemps',
    byline: 'Par Jeanne Dupont',
    name: 'Jeanne Dupont',
    date: 'Publié le 3 mars 2021 à 14h05 - Mis à jour le 4 mars 2021 à 9h00',
    day: '2021-03-03',
    changed: '2021-03-04',
    paragraphs: [
      'Le maire a déclaré mercredi que le nouveau pont sur la rivière serait ouvert au printemps prochain, si tout va bien.',
      'Les travaux ont duré plus longtemps que prévu, parce que le sol de la rive était plus mou que les experts ne le pensaient.',
      'Beaucoup de gens du village attendent ce jour, car ils font jusqu’ici un détour de presque vingt kilomètres.',
    ],
    inside: ['Publicité', 'Lire aussi : Pourquoi la gare reste fermée', 'À lire aussi', 'Le marché déménage'],
    below: [
      'Source : AFP',
      'Partager cet article',
      'Abonnez-vous à notre newsletter',
      'Articles similaires',
      'Un toit neuf pour la vieille école',
      'Mots-clés : pont, circulation',
      '© 2021 La Vallée. Tous droits réservés.',
      'Ce site utilise des cookies pour améliorer la lecture. En poursuivant votre navigation, vous les acceptez.',
      'Laisser un commentaire',
    ],
  },
  {
    language: 'es',
    title: 'El nuevo puente abrirá en primavera',
    byline: 'Por Juana Pérez García',
    name: 'Juana Pérez García',
    date: '3 de marzo de 2021 a las 14:05',
    day: '2021-03-03',
    paragraphs: [
      'El alcalde dijo el miércoles que el nuevo puente sobre el río se abrirá la próxima primavera si todo va bien.',
      'Las obras han durado más de lo previsto porque el suelo de la orilla era más blando de lo que pensaban los expertos.',
      'Muchas personas del pueblo esperan ese día, porque hasta ahora dan cada mañana un rodeo de casi veinte kilómetros.',
    ],
    inside: [
      'Publicidad',
      'Lea también: Por qué la estación sigue cerrada',
      'Te puede interesar',
      'El mercado se muda',
    ],
    below: [
      'Fuente: EFE',
      'Compartir en Facebook',
      'Suscríbete a nuestro boletín de noticias',
      'Noticias relacionadas',
      'Un techo nuevo para la vieja escuela',
      'Etiquetas: puente, tráfico',
      '© 2021 El Valle. Todos los derechos reservados.',
      'Utilizamos cookies para mejorar la lectura.',
      'Deja un comentario',
    ],
  },
  {
    language: 'it',
    title: 'Il nuovo ponte aprirà in primavera',
    byline: 'di Maria Bianchi',
    name: 'Maria Bianchi',
    date: '3 marzo 2021 alle ore 14:05',
    day: '2021-03-03',
    paragraphs: [
      'Il sindaco ha detto mercoledì che il nuovo ponte sul fiume sarà aperto la prossima primavera, se tutto andrà bene.',
      'I lavori sono durati più a lungo del previsto, perché il terreno della riva era più morbido di quanto pensassero gli esperti.',
      'Molte persone del paese aspettano quel giorno, perché finora fanno ogni mattina un giro di quasi venti chilometri.',
    ],
    inside: ['Pubblicità', 'Leggi anche: Perché la stazione resta chiusa', 'Leggi anche', 'Il mercato si sposta'],
    below: [
      'Fonte: ANSA',
      'Condividi su Facebook',
      'Iscriviti alla nostra newsletter',
      'Articoli correlati',
      'Un tetto nuovo per la vecchia scuola',
      'Argomenti: ponte, traffico',
      '© Riproduzione riservata',
      'Questo sito utilizza i cookie per migliorare la lettura.',
      'Lascia un commento',
    ],
  },
  {
    language: 'nl',
    title: 'De nieuwe brug opent in het voorjaar',
    byline: 'Door Jan Jansen',
    name: 'Jan Jansen',
    date: 'Gepubliceerd op 3 maart 2021 om 14:05',
    day: '2021-03-03',
    paragraphs: [
      'De burgemeester zei woensdag dat de nieuwe brug over de rivier komend voorjaar wordt geopend, als alles goed gaat.',
      'De werkzaamheden hebben langer geduurd dan gepland, omdat de bodem van de oever zachter was dan de deskundigen dachten.',
      'Veel mensen in het dorp wachten daarop, want tot nu toe rijden zij elke dag bijna twintig kilometer om.',
    ],
    inside: ['Advertentie', 'Lees ook: Waarom het station dicht blijft', 'Lees ook', 'De markt verhuist'],
    below: [
      'Bron: ANP',
      'Deel dit artikel',
      'Schrijf je in voor onze nieuwsbrief',
      'Gerelateerde artikelen',
      'Een nieuw dak voor de oude school',
      'Trefwoorden: brug, verkeer',
      '© 2021 De Vallei. Alle rechten voorbehouden.',
      'Deze site maakt gebruik van cookies.',
      'Geef een reactie',
    ],
  },
  {
    language: 'pl',
    title: 'Nowy most zostanie otwarty wiosną',
    byline: 'Autor: Anna Kowalska',
    name: 'Anna Kowalska',
    date: 'Opublikowano: 3 marca 2021 r., godz. 14:05',
    day: '2021-03-03',
    paragraphs: [
      'Burmistrz powiedział w środę, że nowy most na rzece zostanie otwarty wiosną przyszłego roku, jeśli wszystko dobrze pójdzie.',
      'Prace trwały dłużej, niż planowano, ponieważ grunt na brzegu okazał się bardziej miękki, niż sądzili eksperci z miasta.',
      'Wielu mieszkańców czeka na ten dzień, bo dotąd codziennie muszą nadkładać prawie dwadzieścia kilometrów drogi.',
    ],
    inside: ['Reklama', 'Czytaj też: Dlaczego dworzec jest zamknięty', 'Zobacz także', 'Targ się przenosi'],
    below: [
      'Źródło: PAP',
      'Udostępnij na Facebook',
      'Zapisz się do naszego newslettera',
      'Podobne artykuły',
      'Nowy dach starej szkoły',
      'Tagi: most, ruch',
      '© 2021 Dolina. Wszelkie prawa zastrzeżone.',
      'Ta strona używa plików cookies.',
      'Dodaj komentarz',
    ],
  },
  {
    language: 'cs',
    title: 'Nový most otevřou na jaře',
    byline: 'Autor: Jana Nováková',
    name: 'Jana Nováková',
    date: '3. března 2021 v 14:05',
    day: '2021-03-03',
    paragraphs: [
      'Starosta ve středu řekl, že nový most přes řeku bude otevřen příští jaro, pokud všechno půjde podle představ města.',
      'Stavba trvala déle, než se plánovalo, protože půda na břehu byla měkčí, než si odborníci mysleli na začátku prací.',
      'Mnoho lidí ve vsi na to čeká, protože zatím každý den jezdí oklikou, která měří skoro dvacet kilometrů.',
    ],
    inside: ['Reklama', 'Čtěte také: Proč je nádraží zavřené', 'Mohlo by vás zajímat', 'Trh se stěhuje'],
    below: [
      'Zdroj: ČTK',
      'Sdílet na Facebook',
      'Přihlaste se k odběru newsletteru',
      'Související články',
      'Nová střecha staré školy',
      'Štítky: most, doprava',
      '© 2021 Údolí. Všechna práva vyhrazena.',
      'Používáme soubory cookies.',
      'Napsat komentář',
    ],
  },
  {
    language: 'sv',
    title: 'Den nya bron öppnar nästa vår',
    byline: 'Av Anna Lindström',
    name: 'Anna Lindström',
    date: 'Publicerad 3 mars 2021 kl. 14.05',
    day: '2021-03-03',
    paragraphs: [
      'Borgmästaren sade på onsdagen att den nya bron över floden ska öppnas nästa vår, om allt går som det ska.',
      'Arbetet har tagit längre tid än planerat, eftersom marken vid stranden var mjukare än vad experterna hade trott.',
      'Många i byn väntar på den dagen, för hittills kör de varje dag en omväg på nästan tjugo kilometer.',
    ],
    inside: ['Annons', 'Läs också: Därför är stationen stängd', 'Läs även', 'Torget flyttar'],
    below: [
      'Källa: TT',
      'Dela artikeln',
      'Prenumerera på vårt nyhetsbrev',
      'Relaterade artiklar',
      'Nytt tak på den gamla skolan',
      'Ämnen: bro, trafik',
      '© 2021 Dalen. Alla rättigheter förbehållna.',
      'Vi använder cookies. Använder vi cookies?',
      'Lämna en kommentar',
    ],
  },
  {
    language: 'el',
    title: 'Η νέα γέφυρα ανοίγει την άνοιξη',
    byline: 'Γράφει ο Γιώργος Παπαδόπουλος',
    name: 'Γιώργος Παπαδόπουλος',
    date: 'Τετάρτη 3 Μαρτίου 2021, 14:05',
    day: '2021-03-03',
    paragraphs: [
      'Ο δήμαρχος δήλωσε την Τετάρτη ότι η νέα γέφυρα στον ποταμό θα ανοίξει την επόμενη άνοιξη, αν όλα πάνε καλά.',
      'Τα έργα κράτησαν περισσότερο από όσο είχε προβλεφθεί, γιατί το έδαφος της όχθης ήταν πιο μαλακό από όσο νόμιζαν.',
      'Πολλοί κάτοικοι του χωριού περιμένουν εκείνη την ημέρα, γιατί ως τώρα κάνουν κάθε μέρα έναν μεγάλο κύκλο.',
    ],
    inside: ['Διαφήμιση', 'Διαβάστε επίσης: Γιατί ο σταθμός μένει κλειστός', 'Δείτε επίσης', 'Η αγορά μεταφέρεται'],
    below: [
      'Πηγή: ΑΠΕ',
      'Κοινοποίηση',
      'Εγγραφείτε στο newsletter μας',
      'Σχετικά άρθρα',
      'Νέα στέγη για το παλιό σχολείο',
      'Ετικέτες: γέφυρα, κυκλοφορία',
      '© 2021 Κοιλάδα. Με επιφύλαξη παντός δικαιώματος.',
      'Χρησιμοποιούμε cookies για καλύτερη ανάγνωση.',
      'Αφήστε ένα σχόλιο',
    ],
  },
]

/** Everything in one element, so that the extraction takes all of it. */
function pageOf({ language, title, byline, date, paragraphs, inside, below }: Sample): string {
  const p = (lines: readonly string[]): string => lines.map((line) => `<p>${line}</p>`).join('\n')
  const [first, second, third] = paragraphs
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title} | Talbote</title></head>
<body><article><h1>${title}</h1>${p([byline, date, first, inside[0] ?? '', inside[1] ?? '', second])}
<h3>${inside[2]}</h3>${p([inside[3] ?? '', third, ...below])}</article></body></html>`
}

describe.each(SAMPLES)('a page in $language', (sample) => {
  test('is its title, its people, its day and its paragraphs', async () => {
    const result = await importBytes('page.html', new TextEncoder().encode(pageOf(sample)))
    if (!result.ok) throw new Error(result.failure.code)
    const { content, facts } = result.value
    const { document } = parseHTML(`<!doctype html><html><body>${content}</body></html>`)
    expect(
      readArticleText<Node>(document.body)
        .text.split('\n')
        .filter((line) => line !== ''),
    ).toEqual(sample.paragraphs)
    expect(facts.metadata).toMatchObject({ title: sample.title, language: sample.language, byline: [sample.name] })
    expect(facts.metadata.published).toBe(sample.day)
    expect(facts.more?.modified ?? null).toBe(sample.changed ?? null)
  })
})
