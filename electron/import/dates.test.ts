import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findDate, isDateLine } from './dates.ts'

describe('dates as outlets write them', () => {
  test.each<[string, string | null]>([
    ['6 Agustus 2022, 17:05 WIB', '2022-08-06T17:05+07:00'],
    ['Sabtu, 6 Agustus 2022 | 17.05 WITA', '2022-08-06T17:05+08:00'],
    ['Senin 2 Okt 2023 pukul 08:00 WIT', '2023-10-02T08:00+09:00'],
    ['5 September 2023 pukul 17.05 (GMT+7)', '2023-09-05T17:05+07:00'],
    ['5 Sep 2023, 17:05 UTC+0530', '2023-09-05T17:05+05:30'],
    ['Nov. 19, 2019 8:21 am EST', '2019-11-19T08:21-05:00'],
    ['Selasa (5/9/2023)', '2023-09-05'],
    ['Selasa, 23/02/2016 15:32 WIB', '2016-02-23T15:32+07:00'],
    ['25 Pebruari 2017', '2017-02-25'],
    ['Jum’at, 1 Nopember 2019', '2019-11-01'],
    ['August 6, 2022', '2022-08-06'],
    ['6th of August 2022', '2022-08-06'],
    ['Aug. 6, 2022 5:05 PM GMT', '2022-08-06T17:05+00:00'],
    ['July 22, 2024 @ 12:15 am UTC', '2024-07-22T00:15+00:00'],
    ['2016-02-16T02:20:00Z', '2016-02-16T02:20+00:00'],
    ['2017-05-15T18:43:56+0700', '2017-05-15T18:43+07:00'],
    ['2017-05-15 18:43', '2017-05-15'],
    ['2015/08/25', '2015-08-25'],
    ['Veröffentlicht am 3. März 2021, 14:05 Uhr', '2021-03-03'],
    ['03.02.2021, 14:05 Uhr MEZ', '2021-02-03T14:05+01:00'],
    ['3. 2. 2021', '2021-02-03'],
    ['Publié le 3 mars 2021 à 14h05', '2021-03-03'],
    ['le 1er août 2020 à 9 h 30 CEST', '2020-08-01T09:30+02:00'],
    ['3 de marzo de 2021 a las 14:05', '2021-03-03'],
    ['3 de Setembro de 2021 às 14h05', '2021-09-03'],
    ['mercoledì 3 febbraio 2021 alle ore 14:05', '2021-02-03'],
    ['woensdag 3 maart 2021 om 14:05 uur', '2021-03-03'],
    ['Opublikowano: 3 października 2021 r., godz. 14:05', '2021-10-03'],
    ['3. září 2021 v 14:05', '2021-09-03'],
    ['3. marts 2021 kl. 14.05', '2021-03-03'],
    ['3. maaliskuuta 2021 klo 14.05', '2021-03-03'],
    ['2021. március 3. 14:05', '2021-03-03'],
    ['Τετάρτη 3 Μαρτίου 2021, 14:05', '2021-03-03'],
    ['3 марта 2021 г. в 14:05', '2021-03-03'],
    ['3 Şubat 2021', '2021-02-03'],
    ['2 Agt 2023, 3 Peb', '2023-08-02'],
    ['Rabu, 1 Nop. 2023 pkl. 09.05 WIT', '2023-11-01T09:05+09:00'],
    ['12 Des 2023 - 23:59 WITA', '2023-12-12T23:59+08:00'],
    ['31/2/2020', null],
    ['version 1.2.3', null],
    ['no date at all', null],
  ])('%s', (text, expected) => {
    expect(findDate(text, { dayFirst: true })).toBe(expected)
  })

  test('a day and month that could be either way round are not guessed', () => {
    expect(findDate('5/9/2023', { dayFirst: null })).toBeNull()
    expect(findDate('25/9/2023', { dayFirst: null })).toBe('2023-09-25')
    expect(findDate('9/25/2023', { dayFirst: null })).toBe('2023-09-25')
    expect(findDate('5/9/2023', { dayFirst: false })).toBe('2023-05-09')
  })

  test('any ISO date is itself', () => {
    const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10)
        expect(findDate(`on ${iso}.`, { dayFirst: null })).toBe(iso)
      }),
    )
  })
})

describe('lines that are only a date', () => {
  test.each([
    'Kamis, 5 November 2015 14:56 WIB | 1.229 Views',
    'Published: August 6, 2022',
    'Selasa (5/9/2023)',
    'Last updated on 6 Aug 2022 at 5:05 pm',
    'Stand: Mittwoch, 3. März 2021, 14:05 Uhr',
    'Publié le 3 mars 2021 à 14h05 - Mis à jour le 4 mars 2021 à 9h00',
    'Actualizado el 3 de marzo de 2021 a las 14:05',
    'Aggiornato il 3 febbraio 2021 alle ore 14:05',
    'Gepubliceerd op 3 maart 2021 om 14:05',
    'Opublikowano: 3 października 2021 r., godz. 14:05',
    'Τετάρτη 3 Μαρτίου 2021, 14:05',
  ])('%s', (line) => {
    expect(isDateLine(line)).toBe(true)
  })

  test.each(['Sejak 5 November 2015 ia tinggal di desa', 'Budi, 5 November 2015', 'November'])('not: %s', (line) => {
    expect(isDateLine(line)).toBe(false)
  })
})
