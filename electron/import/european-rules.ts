import { type LineRule, rule, type SectionRule } from './line-rule.ts'

/**
 * What outlets of Europe say around their articles, by kind and not by language: German, Dutch, French, Spanish,
 * Portuguese, Italian, Romanian, Danish, Norwegian, Swedish, Finnish, Polish, Czech, Slovak, Croatian, Serbian,
 * Slovene, Hungarian, Greek, Russian, Ukrainian, Bulgarian, Turkish. A row must not mean anything else in any of them.
 */
function either(...languages: readonly string[]): string {
  return `(?:${languages.join('|')})`
}

const NETWORK =
  '(?:facebook|twitter|x|instagram|whats ?app|telegram|linkedin|pinterest|xing|flipboard|reddit|youtube|tiktok|threads|bluesky|mastodon|vkontakte|viber|messenger|google\\+|e-?mail|mail|courriel|sms|rss|link)'

const SHARE_WORD = either(
  'teilen|weiterleiten|weiterempfehlen|drucken|ausdrucken|versenden|merken|vorlesen|artikel teilen|beitrag teilen|seite drucken',
  'delen|doorsturen|afdrukken|deel dit (?:artikel|bericht)|artikel delen',
  "partager|partagez|imprimer|envoyer|partager (?:l[’']article|cet article|la page)",
  'compartir|imprimir|enviar|compartir (?:esta noticia|este artículo|en redes sociales)',
  'compartilhar|compartilhe|partilhar|partilhe',
  "condividi|stampa|invia|condividi (?:l[’']articolo|questo articolo|questa notizia)",
  'distribuie|distribuiți|tipărește|trimite',
  'skriv ut|del artikkelen|del artiklen|dela artikeln|udskriv|tulosta',
  'udostępnij|udostępnij artykuł|podziel się|drukuj|wyślij',
  'sdílet|sdílet článek|sdílejte|vytisknout|tisknout|poslat|zdieľať|zdieľajte|vytlačiť',
  'podijeli|podeli|ispiši|odštampaj|deli z drugimi|natisni',
  'megosztás|oszd meg|nyomtatás|elküldöm',
  'κοινοποίηση|μοιραστείτε το|μοιράσου το|εκτύπωση|αποστολή',
  'поделиться|поделитесь|распечатать|поділитися|надрукувати|споделете|сподели|отпечатай',
  'paylaş|yazdır|haberi paylaş',
)

const JOINING =
  '(?:auf|per|über|und|op|en|via|sur|par|et|su|e|em|no|por|na|pe|på|i|a|przez|v|za|στο|в|на|de|mit|avec|con|met)'

const FOLLOW = either(
  'folgen sie uns|folge uns|folgt uns|jetzt abonnieren|abonnieren sie|melden sie sich|jetzt anmelden|anmeldung zum|(?:hier )?zum newsletter|unser newsletter|newsletter (?:abonnieren|bestellen)',
  'volg ons|schrijf (?:je|u) in|meld (?:je|u) aan|abonneer',
  "suivez[- ](?:nous|toute)|abonnez-vous|inscrivez-vous|s[’']abonner|s[’']inscrire|recevez",
  's[íi]guenos|siga-?nos|suscr[íi]bete|suscr[íi]base|recibe|reg[íi]strate|únete',
  'inscreva-se|assine|receba|acompanhe',
  'seguici|segui(?:ci)? su|iscriviti|abbonati|ricevi',
  'urmăr(?:iți|ește)(?:-ne)?|abon(?:ează|ați)-(?:te|vă)|primește',
  'følg oss|følg os|følg med|tilmeld dig|meld deg på|abonner|följ oss|prenumerera|anmäl dig|seuraa meitä|tilaa',
  'obserwuj nas|śledź nas|zapisz się|subskrybuj|dołącz do nas',
  'sledujte nás|odebírejte|přihlaste se|odoberajte|prihláste sa|sleduj(?:te)? nás',
  'pratite nas|zapratite|prijavite se|sledite nam|naročite se',
  'kövess(?:en|ük)?|iratkozz(?:on)?(?: fel)?|feliratkoz',
  'ακολουθήστε|εγγραφείτε|γραφτείτε|κάντε like',
  'подписывайтесь|подпишитесь|читайте нас|следите за|підписуйтесь|підпишіться|последвайте|абонирайте се',
  'abone ol(?:un)?|bizi takip|takip edin',
)

const CHANNEL =
  "(?:newsletters?|news ?letter|nieuwsbrief|infolettre|lettre d[’']information|bolet[íi]n|nyhedsbrev|nyhetsbrev|uutiskirj|hírlev|newslettera|newsletteru|zpravodaj|бюлетин|рассылк|розсилк|bülten|facebook|twitter|instagram|telegram|whats ?app|youtube|linkedin|tiktok|google (?:news|nieuws|actualités)|rss|push)"

/** Said before another article's headline, also without a colon. */
export const READ_ALSO = either(
  'lesen sie (?:auch|dazu|hier|mehr)|lies auch|auch interessant|mehr zum thema|passend dazu|das könnte (?:sie|dich) (?:auch )?interessieren',
  'lees ook|lees (?:meer|verder)|bekijk ook|ook interessant',
  '(?:à )?lire aussi|(?:à )?lire également|voir aussi|voir également|à voir aussi|lisez aussi|sur le même (?:sujet|thème)',
  'lea? también|lee también|vea también|ver también|te puede interesar|también te puede interesar|le puede interesar|puede interesarle',
  'leia (?:também|mais)|veja também|saiba mais|ler também',
  'leggi anche|vedi anche|guarda anche|potrebbe interessarti|ti potrebbe interessare',
  'citește și|citiți și|vezi și|te-ar putea interesa',
  'læs også|les også|se også|läs (?:också|även)|se även|lue myös|katso myös',
  'czytaj (?:też|także|również)|przeczytaj (?:też|także|również)|zobacz (?:też|także|również)|sprawdź (?:też|także)',
  'čtěte (?:také|též|i)|přečtěte si (?:také|i|více)|viz také|mohlo by vás zajímat|čítajte (?:aj|tiež)|prečítajte si (?:aj|tiež)',
  'pročitajte (?:i|još)|pročitaj (?:i|još)|preberite (?:tudi|še)|možda vas zanima',
  'olvassa? (?:el )?ezt is|olvasta már|ez is érdekelheti|lásd még',
  'διαβάστε (?:επίσης|ακόμη|ακόμα|και|εδώ)|διάβασε (?:επίσης|ακόμα|και)|δείτε (?:επίσης|ακόμη|ακόμα|και)',
  'читайте также|читайте ещё|читайте еще|смотрите также|читайте також|дивіться також|прочетете още|вижте (?:още|също)',
  'ayrıca (?:okuyun|bakınız)|bunlar da ilginizi çekebilir|ilgili haber',
)

/** The same, but these words also begin sentences. */
const READ_ALSO_COLON = either(
  READ_ALSO,
  'à lire|по теме|mehr dazu|mehr|siehe auch|en savoir plus|zie ook|relacionado|hintergrund|video|vidéo|vídeo|galerie|galería|bildergalerie|fotostrecke|diaporama',
)

const RELATED_HEADING = either(
  READ_ALSO,
  'à lire|по теме|siehe auch|zie ook',
  '(?:weitere|verwandte|ähnliche|empfohlene|neueste|meistgelesene) (?:artikel|beiträge|themen|meldungen|nachrichten|inhalte)|mehr (?:dazu|davon|aus|von|lesen|artikel|nachrichten)(?: .{2,25})?|zum weiterlesen|weiterlesen|weiterführende (?:links|informationen)|das könnte (?:sie|dich|ihnen) auch (?:interessieren|gefallen)|meistgelesen|zur startseite|zurück zur (?:startseite|übersicht)|nächster (?:artikel|beitrag)|vorheriger (?:artikel|beitrag)|beitragsnavigation',
  'gerelateerde? (?:artikelen|berichten|nieuws)|meer (?:over|nieuws|lezen|artikelen)(?: .{2,25})?|meest gelezen|aanbevolen|vorig (?:artikel|bericht)|volgend (?:artikel|bericht)',
  "articles? (?:liés?|similaires?|connexes|associés?|recommandés?|précédent|suivant|les plus lus)|vous aimerez aussi|cela (?:peut|pourrait) vous intéresser|(?:dans|de) la même (?:rubrique|catégorie)|plus d[’']articles|en savoir plus|pour aller plus loin|à découvrir|les plus lus|nos (?:autres|derniers) articles|lire la suite",
  'artículos? relacionados?|noticias? relacionadas?|entradas relacionadas|contenido relacionado|temas relacionados|más (?:noticias|leídas?|leído|información|sobre|en)(?: .{2,25})?|lo más (?:leído|visto)|seguir leyendo|leer más|artículo (?:anterior|siguiente)|navegación de entradas',
  'artigos? relacionados?|notícias? relacionadas?|conteúdo relacionado|mais (?:lidas|notícias|sobre)(?: .{2,25})?|relacionad[oa]s|continue lendo',
  'articoli (?:correlati|simili|recenti|più letti|consigliati)|notizie correlate|articolo (?:precedente|successivo)|potrebber?o? interessarti anche|ti potrebber?o? (?:anche )?interessare(?: anche)?|sullo stesso argomento|i più letti|leggi tutto|continua a leggere|approfondimenti',
  'articole (?:similare|asemănătoare|recomandate|recente)|pe aceeași temă|citește mai (?:mult|departe)|cele mai citite',
  '(?:relaterede|relaterte|relaterade|flere|fler|flera) (?:artikler|artiklar|saker|nyheder)|mest læste?|mest leste?|mest läst|relaterat|læs mere|les mer|läs mer|lue lisää|luetuimmat|aiheeseen liittyvä.{0,20}',
  '(?:powiązane|podobne|polecane|najnowsze|inne) (?:artykuły|tematy|wpisy)|polecamy|czytaj (?:więcej|dalej)|najczęściej czytane|nawigacja wpisu',
  'související (?:články|témata|odkazy)|(?:další|podobné|nejčtenější) články|nejčtenější|číst (?:více|dále)|celý článek|súvisiace články|najčítanejšie|podobné články',
  'povezan[ei] (?:vijesti|vesti|članci)|sorodni članki|najčitanije|najbolj brano|opširnije|pročitajte više|preberite več|vezani članci',
  'kapcsolódó (?:cikk(?:ek)?|tartalom|anyagok|hírek)|ajánlott (?:cikkek|olvasmány)|legolvasottabb|tovább olvasom|olvasson tovább',
  'σχετικ(?:ά|ές) (?:άρθρα|θέματα|ειδήσεις|νέα)|δημοφιλή|διαβάστε περισσότερα|περισσότερα|ροή ειδήσεων',
  '(?:похожие|связанные) (?:статьи|материалы|новости)|материалы по теме|новости по теме|читать (?:далее|полностью|ещё|еще)|подробнее|популярное|свързани (?:статии|новини)|още (?:по темата|новини)|прочетете повече|схожі (?:статті|новини)',
  '(?:ilgili|benzer|diğer|son) (?:haberler|yazılar)|devamını oku|okumaya devam et|çok okunanlar',
)

const TAG_WORD = either(
  'schlagwort(?:e|wörter)?|schlagwörter|stichwort(?:e|wörter)?|stichwörter|trefwoord(?:en)?',
  'mots[- ]cl[ée]s?|étiquettes?|tags associés|etiquetas?|palabras clave|palavras[- ]chave|marcadores',
  'etichette?|parole chiave|etichete|cuvinte cheie|emneord|nøkkelord|nyckelord|etiketter|avainsanat|asiasanat',
  'tagi|słowa kluczowe|štítky|klíčová slova|kľúčové slová|ključne (?:riječi|reči|besede)|címkék?|kulcsszavak',
  'ετικέτες|λέξεις[- ]κλειδιά|теги|метки|ключевые слова|ключові слова|етикети|ключови думи|etiketler|anahtar kelimeler',
)

const TAGS_LABEL = either(
  TAG_WORD,
  'themen|mehr zu|kategorien?|rubrik(?:en)?|abgelegt unter|veröffentlicht in|onderwerpen|categorie(?:ën)?|rubriek',
  'thèmes?|th[ée]matiques?|catégories?|rubriques?|publié dans|classé (?:dans|sous)|categor[íi]as?|archivado en|publicado en|temas',
  'assuntos?|arquivado em|tópicos|argomenti|categori[ae]|pubblicato in|categorii|emner|ämnen|aiheet|kategorier|kategoriat',
  'tematy|kategori[ae]|wpis opublikowany w|témata|kategorie|rubriky?|témy|značky|oznake|kategorij[ae]|teme|kategóri[aá]k?|témák',
  'κατηγορί(?:α|ες)|θέματα|рубрик[аи]|категори[яиії]|тема|темы|теми|kategori(?:ler)?',
)

const PEOPLE_LABEL = either(
  'autor(?:in|en|innen)?|verfasser(?:in)?|redakteur(?:in)?|redaktion|text|quellen?|bild(?:er|quelle|nachweis|rechte)?|fotos?|foto(?:graf|grafie|nachweis|s)?(?:in)?|grafik|titelbild|symbolbild|übersetzung',
  "auteurs?|redactie|tekst|bron(?:nen)?|beeld|foto[’']s",
  'auteure?s?|rédact(?:eur|rice|ion)|texte|sources?|photos?|crédits?(?: photos?)?|illustrations?|traduction|propos recueillis par',
  'autor(?:a|es)?|redacción|texto|fuentes?|fotos?|fotografías?|imagen|imágenes|ilustración',
  'redação|fontes?|imagem|fotografia',
  'autore|autrice|redazione|testo|fonti?|fonte foto|immagin[ei]|credits?|a cura di',
  'surs[ae]|autor|foto(?:grafii)?',
  'kilder?|källor?|foto(?:graf)?|bilde?|tekst|skribent|journalist|forfatter|författare|lähde|lähteet|kuva|kuvat|teksti',
  'źródł[oa]|autor(?:ka|zy)?|fot|zdjęcia?|tekst|opracowanie|oprac',
  'zdroj(?:e)?|autoři|autorka|foto|redakce|zdroje?|snímky?',
  'izvori?|vir|foto(?:grafija)?|autorica|piše|pripremi(?:o|la)',
  'forrás(?:ok)?|fotók?|szerző|írta|kép|borítókép',
  'πηγ(?:ή|ές)|φωτογραφί(?:α|ες)|φωτό|συντάκτης|του συντάκτη|γράφει',
  'источник|фото|автор|текст|редактор|джерело|источници|източник|снимк[аи]',
  'kaynak|fotoğraf(?:lar)?|yazar|haber',
)

const LATIN_NAME = "\\p{Lu}[\\p{L}.’'-]+"
const BY =
  '(?:[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|[Dd]i|DI|[Dd]oor|DOOR|[Aa]f|[Aa]v|[Pp]rzez|[Aa]utor(?:in|ka|a|e)?|AUTOR|[Tt]ext(?: und Fotos?)?|[Tt]esto di|[Íí]rta|[Nn]apsala?|[Pp]iše|[Γγ]ράφει|[Ττ]ου|[Ττ]ης|[Αα]πό)'

const ANYTHING_ELSE: readonly LineRule[] = [
  rule(
    'tracking',
    /^(?:[-–—\s]*(?:anzeigen?|werbung|publicité|publicidade?|pubblicità|advertentie|reclame|reklam[aey]?|annonse?|annons|mainos|hirdetés|publicitate|διαφήμιση|реклама|oglas)[-–—:.\s]*)$/iu,
  ),
  rule(
    'tracking',
    /^(?:(?:der )?artikel wird nach der anzeige|nach der (?:anzeige|werbung)|weiterlesen nach der anzeige|(?:lees|tekst|artikel) (?:verder|gaat verder) onder|la suite après (?:cette|la) publicité|continua (?:a leggere )?dopo la pubblicità|sigue leyendo (?:después|tras)|(?:el )?artículo continúa (?:tras|después)|continua depois da publicidade|artikkelen fortsetter|artiklen fortsætter|artikeln fortsätter|(?:dalsza|dalszy) (?:część|ciąg) (?:artykułu |tekstu )?(?:pod|poniżej)|článek pokračuje|pokračování (?:textu )?pod|a cikk a hirdetés után|η συνέχεια (?:του άρθρου )?μετά)(?:\s.*)?$/iu,
    { maxWords: 14 },
  ),
  rule(
    'other',
    /^.{0,60}(?:(?:diese (?:web)?(?:seite|site)|wir|unsere website) (?:verwende[nt]|nutz(?:t|en)|benutz(?:t|en)) (?:auch )?cookies|cookies (?:akzeptieren|zulassen)|durch die nutzung .{0,60}cookies|utilis(?:e|ons) des cookies|(?:utiliza(?:mos)?|usa(?:mos)?) (?:las? )?cookies|(?:utilizza|usa|utilizziamo|usiamo) (?:i )?cookies?|gebruik(?:t|en)? (?:maken? van )?cookies|maakt gebruik van cookies|(?:używa|korzysta)(?:my)? (?:z )?(?:plików )?cookies?|použív[áa](?:me|jí|va)? (?:soubory |súbory )?cookies|(?:bruger|bruker|använder) (?:vi )?cookies|käytämme evästeitä|sütiket használ|folos(?:im|ește) (?:module )?cookie|koristi(?:mo)? kolačiće|çerez(?:ler)? kullan)|(?:χρησιμοποι(?:ούμε|εί) cookies|использу(?:ем|ет) (?:файлы )?cookies?|използва(?:ме)? бисквитки)/iu,
    { maxWords: 45 },
  ),
]

const SHARE: readonly LineRule[] = [
  rule(
    'share',
    new RegExp(`^(?=.*${SHARE_WORD})(?:(?:${SHARE_WORD}|${NETWORK}|${JOINING})(?:[\\s:,|/•·+\\d!…]+|$))+$`, 'iu'),
    { maxWords: 16 },
  ),
  rule('share', new RegExp(`^${FOLLOW}(?=[\\s,:!]).*${CHANNEL}.*$`, 'iu'), { maxWords: 45 }),
  rule('share', new RegExp(`^${FOLLOW}(?:[\\s,:!]+\\S+){0,3}$`, 'iu'), { maxWords: 6, place: 'tail' }),
]

const RELATED: readonly LineRule[] = [
  rule('related', new RegExp(`^[^\\p{L}\\p{N}(]*${READ_ALSO_COLON}\\s*[:：»>|].*$`, 'iu'), { maxWords: 40 }),
  rule('related', new RegExp(`^[^\\p{L}\\p{N}(]*(?:${READ_ALSO})\\s(?!.*[.!]["”’»)]*$).*$`, 'iu'), { maxWords: 30 }),
  rule('related', new RegExp(`^[([]\\s*(?:${READ_ALSO})\\s*[:：]?\\s.*[)\\]]\\.?$`, 'iu'), { maxWords: 40 }),
]

const PEOPLE: readonly LineRule[] = [
  rule(
    'credit',
    new RegExp(`^[(©]*\\s*(?:${PEOPLE_LABEL})\\.?\\s*[:：]\\s?(?!.*[.!?]["”’»)]*\\s+\\p{Lu}.*[.!?]["”’»)]*$).*$`, 'iu'),
    {
      maxWords: 16,
      place: 'edge',
    },
  ),
  rule(
    'credit',
    new RegExp(
      `^${BY}\\s+${LATIN_NAME}(?:[\\s,&|/]+(?:und|et|y|e|i|en|og|och|ja|a|και|и|von|van|de|zu|der|${LATIN_NAME})){1,8}$`,
      'u',
    ),
    { maxWords: 12, place: 'edge' },
  ),
]

const COPYRIGHT = rule(
  'copyright',
  /^.*(?:alle rechte vorbehalten|tous droits réservés|reproduction (?:interdite|totale ou partielle)|todos los derechos reservados|derechos reservados|tutti i diritti riservati|riproduzione riservata|todos os direitos reservados|alle rechten voorbehouden|(?:wszelkie|wszystkie) prawa zastrzeżone|všechna práva vyhrazena|všetky práva vyhradené|alle rettigheter(?: reservert)?|alle rettigheder(?: forbeholdes)?|alla rättigheter(?: förbehållna)?|kaikki oikeudet pidätetään|minden jog fenntartva|toate drepturile rezervate|με επιφύλαξη (?:παντός|κάθε) δικαιώματος|все права защищены|всі права захищені|всички права запазени|tüm hakları saklıdır|sva prava (?:pridržana|zadržana)|vse pravice pridržane).*$/iu,
  { maxWords: 30 },
)

const TAGS = rule('tags', new RegExp(`^(?:${TAGS_LABEL})\\s*[:：].*$`, 'iu'), { maxWords: 30, place: 'edge' })

/** More of LINE_RULES. None is sure: a document that somebody wrote has its own "Quelle:". */
export const EUROPEAN_RULES: readonly LineRule[] = [...ANYTHING_ELSE, ...SHARE, ...RELATED, COPYRIGHT, ...PEOPLE, TAGS]

const COMMENTS = either(
  'kommentare?|(?:alle )?kommentare (?:anzeigen|lesen|ansehen)|kommentar (?:schreiben|verfassen|hinterlassen|abgeben)|schreiben? sie einen kommentar|schreibe? einen kommentar(?: antworten abbrechen)?|hinterlassen? (?:sie )?einen kommentar|leserkommentare|diskutieren sie mit|ihre meinung|antworten abbrechen',
  '(?:geef een|laat een|plaats een) (?:reactie|bericht)(?: achter)?(?: reactie annuleren)?|\\d+ reacties?|reacties \\(?\\d+\\)?|reageer(?: op .*)?',
  'commentaires?|(?:laisser|ajouter|poster|écrire) un commentaire|vos (?:commentaires|réactions)|réagir(?: à cet article)?|votre commentaire|annuler la réponse',
  '(?:dej[ae]|dejar|escribe|añadir|agrega) (?:un|tu|su|una) (?:comentario|respuesta)(?: cancelar respuesta)?|comentarios?',
  'deixe (?:um|o seu|seu) comentário|comentários?|escreva um comentário',
  'lascia un commento(?: annulla risposta)?|commenti|commenta|scrivi un commento',
  'lasă un (?:comentariu|răspuns).*|comentarii|adaugă comentariu',
  '(?:skriv|legg igjen|lämna|efterlad) en (?:kommentar|svar)|kommentarer|lämna ett svar|jätä kommentti|kommentit|kirjoita kommentti',
  '(?:dodaj|napisz|zostaw) (?:swój )?komentarz|komentarze|skomentuj|zostaw odpowiedź',
  '(?:napsat|přidat|vložit|napište) komentář|komentáře|diskuse k článku|pridať komentár|komentáre',
  '(?:ostavi|ostavite|dodaj|napiši) komentar|komentari|komentarji',
  'szólj hozzá.*|hozzászólások?|hozzászólás a következőhöz.*|vélemény, hozzászólás.*|kommentek',
  '(?:αφήστε|γράψτε|προσθέστε) (?:ένα |το )?σχόλι[οό].*|σχόλια|σχολιάστε',
  '(?:оставить|добавить|написать) (?:комментарий|отзыв).*|комментарии|комментари[ей]в?|коментар[иіь]?|залишити коментар|напишете коментар|добави коментар',
  'yorumlar|yorum (?:yap|yaz|bırak)(?:ın)?|bir cevap yazın.*',
)

const ABOUT_WRITER = either(
  'über (?:den autor|die autorin|den verfasser|die verfasserin)|zur person|over de auteur',
  "à propos de l[’']auteure?|sobre (?:el autor|la autora|o autor|a autora)|acerca del? autor|sull[’']autore|informazioni sull[’']autore|despre autor",
  'om (?:forfatteren|författaren|skribenten)|o (?:autorze|autorce|autorovi|autorovi článku|autoru)|a szerzőről|σχετικά με τον συντάκτη|об авторе|про автора|за автора|yazar hakkında',
)

function section(kind: SectionRule['kind'], words: string, toEnd = false): SectionRule {
  return {
    kind,
    pattern: new RegExp(`^[^\\p{L}\\p{N}]*(?:${words})(?:\\s*\\(?\\d+\\)?)?[^\\p{L}\\p{N}]*$`, 'iu'),
    toEnd,
  }
}

/** More of SECTION_RULES. */
export const EUROPEAN_SECTIONS: readonly SectionRule[] = [
  section('tags', TAG_WORD),
  section('related', RELATED_HEADING),
  section('share', either(SHARE_WORD, `(?:${FOLLOW})(?:[\\s,:!]+\\S+){0,4}`)),
  section('comment', `(?:\\d+ )?(?:${COMMENTS})`, true),
  section('credit', ABOUT_WRITER, true),
]
