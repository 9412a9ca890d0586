/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-date-words.h"
#include "jarida-fold-private.h"

/* All words are in their folded form: no accents, bare alef, heh for teh marbuta, yeh for alef maksura. */

/* English, French, then the Arabic press: the names from the Latin (Egypt, the Gulf), those of Morocco, those of
 * Algeria and Tunisia, and those of the Levant and Iraq. Spanish, Italian, Portuguese, German, Hungarian
 * and Greek where they clash with none. */
static const char *const months[12] = {
  " jan january janv janvier يناير جانفي ينايير enero ene gennaio gen januar janeiro كانون2 ιαν ",
  " feb february fev fevr fevrier فبراير فيفري شباط febrero febbraio februar fevereiro φεβ ",
  " mar march mars مارس اذار marzo marz marco مارث marcius μαρ ",
  " apr april avr avril ابريل افريل نيسان abril abr aprile aprilis απρ ",
  " may mai مايو ماي ايار مايس mayo maggio mag maio majus μαι ",
  " jun june juin يونيو يونيه جوان حزيران junio giugno giu juni junho junius ιουν ",
  " jul july juil juillet يوليو يوليوز يوليه جويليه تموز julio luglio lug juli julho julius ιουλ ",
  " aug august aou aout اغسطس غشت اوت اب agosto ago اوغسطس augusztus αυγ ",
  " sep sept september septembre سبتمبر شتنبر سبتنبر ايلول septiembre settembre setembro szeptember σεπ ",
  " oct october octobre اكتوبر تشرين1 octubre ottobre okt oktober outubro οκτ ",
  " nov november novembre نوفمبر نونبر تشرين2 noviembre novembro νοε ",
  " dec december decembre ديسمبر دجنبر كانون1 diciembre dicembre dic dez dezember dezembro δεκ ",
};

static const char weekdays[] =
  " mon monday tue tues tuesday wed weds wednesday thu thur thurs thursday fri friday sat saturday sun sunday"
  " lun lundi mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche"
  " الاثنين الاتنين اثنين الثلاثاء ثلاثاء الاربعاء اربعاء الخميس خميس الجمعه جمعه السبت سبت الاحد احد"
  " lunes martes miercoles jueves viernes sabado domingo montag dienstag mittwoch donnerstag freitag samstag sonntag ";

static const char fillers[] =
  " at on of de the le la a du and day date posted published updated publie mis jour etc st nd rd th er eme ere"
  " في يوم بتاريخ تاريخ الساعه ساعه علي من شهر سنه عام اليوم الموافق نشر ";

static const char mornings[] = " am 오전 ص صباحا صباح matin ";
static const char afternoons[] = " pm 오후 م مساء ظهرا عصرا ليلا soir ";

/* Names of RFC 822, of Europe, of the Arab world, and others seen in feeds. Where one name has two meanings the one
 * nearer to our newspapers wins. */
static const struct
{
  const char *name;
  int         minutes;
} zones[] = {
  { "z", 0 }, { "ut", 0 }, { "utc", 0 }, { "gmt", 0 }, { "wet", 0 }, { "azost", 0 },
  { "bst", 60 }, { "west", 60 }, { "cet", 60 }, { "met", 60 }, { "mez", 60 }, { "wat", 60 }, { "dut", 60 },
  { "cest", 120 }, { "mest", 120 }, { "mesz", 120 }, { "eet", 120 }, { "cat", 120 }, { "sast", 120 }, { "ist", 330 },
  { "eest", 180 }, { "msk", 180 }, { "trt", 180 }, { "eat", 180 }, { "arst", 180 }, { "idt", 180 },
  { "irst", 210 }, { "gst", 240 }, { "msd", 240 }, { "pkt", 300 }, { "npt", 345 }, { "wib", 420 }, { "ict", 420 },
  { "sgt", 480 }, { "hkt", 480 }, { "awst", 480 }, { "jst", 540 }, { "kst", 540 }, { "acst", 570 }, { "aest", 600 },
  { "aedt", 660 }, { "nzst", 720 }, { "nzdt", 780 },
  { "at", -240 }, { "ast", -240 }, { "adt", -180 }, { "nst", -210 }, { "ndt", -150 }, { "art", -180 }, { "brt", -180 },
  { "et", -300 }, { "est", -300 }, { "edt", -240 }, { "ct", -360 }, { "cst", -360 }, { "cdt", -300 },
  { "mt", -420 }, { "mst", -420 }, { "mdt", -360 }, { "pt", -480 }, { "pst", -480 }, { "pdt", -420 },
  { "akst", -540 }, { "akdt", -480 }, { "hst", -600 },
};

gboolean
_jarida_date_find_zone (const char *word,
                        int        *out_minutes)
{
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    if (strcmp (zones[i].name, word) == 0)
      {
        *out_minutes = zones[i].minutes;
        return TRUE;
      }
  return FALSE;
}

/* تشرين الأول is October and تشرين الثاني November; كانون الأول is December and كانون الثاني January. */
static int
find_double_month (const char *word,
                   const char *next)
{
  gboolean first;

  if (next == NULL || (strcmp (word, "تشرين") != 0 && strcmp (word, "كانون") != 0))
    return 0;
  first = _jarida_fold_is_one_of (next, " الاول اول الاولي 1 ");
  if (!first && !_jarida_fold_is_one_of (next, " الثاني ثاني الثانيه 2 "))
    return 0;
  if (strcmp (word, "تشرين") == 0)
    return first ? 10 : 11;
  return first ? 12 : 1;
}

JaridaDateWord
_jarida_date_find_word (const char *word,
                        const char *next,
                        int        *out_value,
                        gboolean   *out_both)
{
  *out_value = find_double_month (word, next);
  *out_both = *out_value != 0;
  if (*out_value != 0)
    return JARIDA_DATE_WORD_MONTH;
  for (int i = 0; i < 12; i++)
    if (_jarida_fold_is_one_of (word, months[i]))
      {
        *out_value = i + 1;
        return JARIDA_DATE_WORD_MONTH;
      }
  if (_jarida_fold_is_one_of (word, weekdays))
    return JARIDA_DATE_WORD_WEEKDAY;
  if (_jarida_fold_is_one_of (word, mornings))
    return JARIDA_DATE_WORD_AM;
  if (_jarida_fold_is_one_of (word, afternoons))
    return JARIDA_DATE_WORD_PM;
  if (_jarida_fold_is_one_of (word, " h hr heure heures "))
    return JARIDA_DATE_WORD_HOUR;
  if (_jarida_fold_is_one_of (word, " mn min minute minutes دقيقه "))
    return JARIDA_DATE_WORD_MINUTE;
  if (_jarida_fold_is_one_of (word, " 年 月 日 년 월 일 "))
    return JARIDA_DATE_WORD_YEAR;
  if (_jarida_fold_is_one_of (word, fillers))
    return JARIDA_DATE_WORD_FILLER;
  if (_jarida_date_find_zone (word, out_value))
    return JARIDA_DATE_WORD_ZONE;
  return JARIDA_DATE_WORD_UNKNOWN;
}
