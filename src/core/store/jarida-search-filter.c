/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-search-filter.h"

#include <string.h>

#include "jarida-date.h"
#include "jarida-fold.h"

/* Names and values as jarida_fold_text() writes them. */
static const struct
{
  const char       *name;
  JaridaFilterKind  kind;
} names[] = {
  { "author", JARIDA_FILTER_AUTHOR }, { "by", JARIDA_FILTER_AUTHOR }, { "auteur", JARIDA_FILTER_AUTHOR },
  { "par", JARIDA_FILTER_AUTHOR }, { "كاتب", JARIDA_FILTER_AUTHOR }, { "الكاتب", JARIDA_FILTER_AUTHOR },
  { "journal", JARIDA_FILTER_JOURNAL }, { "newspaper", JARIDA_FILTER_JOURNAL }, { "source", JARIDA_FILTER_JOURNAL },
  { "جريده", JARIDA_FILTER_JOURNAL }, { "الجريده", JARIDA_FILTER_JOURNAL }, { "صحيفه", JARIDA_FILTER_JOURNAL },
  { "مصدر", JARIDA_FILTER_JOURNAL },
  { "section", JARIDA_FILTER_SECTION }, { "rubrique", JARIDA_FILTER_SECTION }, { "قسم", JARIDA_FILTER_SECTION },
  { "ركن", JARIDA_FILTER_SECTION },
  { "city", JARIDA_FILTER_CITY }, { "ville", JARIDA_FILTER_CITY }, { "مدينه", JARIDA_FILTER_CITY },
  { "lang", JARIDA_FILTER_LANGUAGE }, { "language", JARIDA_FILTER_LANGUAGE }, { "langue", JARIDA_FILTER_LANGUAGE },
  { "لغه", JARIDA_FILTER_LANGUAGE },
  { "before", JARIDA_FILTER_BEFORE }, { "avant", JARIDA_FILTER_BEFORE }, { "قبل", JARIDA_FILTER_BEFORE },
  { "after", JARIDA_FILTER_AFTER }, { "since", JARIDA_FILTER_AFTER }, { "apres", JARIDA_FILTER_AFTER },
  { "depuis", JARIDA_FILTER_AFTER }, { "بعد", JARIDA_FILTER_AFTER }, { "منذ", JARIDA_FILTER_AFTER },
};

static const char * const is_names[] = { "is", "est", "حاله", NULL };

static const struct
{
  const char       *value;
  JaridaFilterKind  kind;
  gboolean          without;
} states[] = {
  { "unread", JARIDA_FILTER_UNREAD, FALSE }, { "non lu", JARIDA_FILTER_UNREAD, FALSE }, { "nonlu", JARIDA_FILTER_UNREAD, FALSE },
  { "غير مقروء", JARIDA_FILTER_UNREAD, FALSE }, { "read", JARIDA_FILTER_UNREAD, TRUE }, { "lu", JARIDA_FILTER_UNREAD, TRUE },
  { "مقروء", JARIDA_FILTER_UNREAD, TRUE },
  { "saved", JARIDA_FILTER_SAVED, FALSE }, { "enregistre", JARIDA_FILTER_SAVED, FALSE }, { "محفوظ", JARIDA_FILTER_SAVED, FALSE },
  { "offline", JARIDA_FILTER_OFFLINE, FALSE }, { "hors ligne", JARIDA_FILTER_OFFLINE, FALSE },
  { "دون اتصال", JARIDA_FILTER_OFFLINE, FALSE }, { "بدون اتصال", JARIDA_FILTER_OFFLINE, FALSE },
};

static const struct
{
  const char *value;
  const char *code;
} languages[] = {
  { "ar", "ar" }, { "arabic", "ar" }, { "arabe", "ar" }, { "عربيه", "ar" }, { "العربيه", "ar" },
  { "fr", "fr" }, { "french", "fr" }, { "francais", "fr" }, { "فرنسيه", "fr" }, { "الفرنسيه", "fr" },
  { "en", "en" }, { "english", "en" }, { "anglais", "en" }, { "انجليزيه", "en" }, { "الانجليزيه", "en" },
  { "es", "es" }, { "spanish", "es" }, { "espagnol", "es" }, { "اسبانيه", "es" }, { "الاسبانيه", "es" },
};

static gboolean
find_kind (const char       *folded,
           JaridaFilterKind *out_kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].name, folded) == 0)
      {
        *out_kind = names[i].kind;
        return TRUE;
      }
  return FALSE;
}

gboolean
jarida_search_filter_is_name (const char *name)
{
  g_autofree char *folded = jarida_fold_text (name);
  JaridaFilterKind kind;

  return find_kind (folded, &kind) || g_strv_contains (is_names, folded);
}

/* The first moment of "2026", "2026-11", "11/2026", "2026-11-29", "29/11/2026", by the clock of this machine; else what any date is. */
static gboolean
read_moment (const char *value,
             gint64     *out_moment)
{
  g_autofree char *folded = jarida_fold_text (value);
  g_auto(GStrv) parts = g_strsplit (folded, " ", -1);
  const guint n = g_strv_length (parts);
  guint64 numbers[3] = { 0 };
  gint year, month, day;
  g_autoptr(GDateTime) moment = NULL;

  for (guint i = 0; i < n; i++)
    if (n > 3 || !g_ascii_string_to_unsigned (parts[i], 10, 1, 9999, &numbers[i], NULL))
      return jarida_date_parse (value, out_moment);
  /* The year first or last; the month between, or beside it. */
  year = (gint) (numbers[0] > 31 ? numbers[0] : numbers[n - 1]);
  month = n == 1 ? 1 : (gint) (n == 3 ? numbers[1] : numbers[0] > 31 ? numbers[1] : numbers[0]);
  day = n < 3 ? 1 : (gint) (numbers[0] > 31 ? numbers[2] : numbers[0]);
  if (year < 1970)
    return FALSE;
  moment = g_date_time_new_local (year, month, day, 0, 0, 0);
  if (moment == NULL)
    return FALSE;
  *out_moment = g_date_time_to_unix (moment);
  return TRUE;
}

static const char *
find_language (const char *folded)
{
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    if (strcmp (languages[i].value, folded) == 0)
      return languages[i].code;
  return strlen (folded) == 2 && g_ascii_isalpha (folded[0]) && g_ascii_isalpha (folded[1]) ? folded : NULL;
}

static JaridaSearchFilter *
make_filter (JaridaFilterKind  kind,
             const char       *text)
{
  JaridaSearchFilter *filter = g_new0 (JaridaSearchFilter, 1);

  filter->kind = kind;
  filter->text = g_strdup (text);
  return filter;
}

static JaridaSearchFilter *
new_state (const char *folded)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (strcmp (states[i].value, folded) == 0)
      {
        JaridaSearchFilter *filter = make_filter (states[i].kind, NULL);

        filter->without = states[i].without;
        return filter;
      }
  return NULL;
}

JaridaSearchFilter *
jarida_search_filter_new (const char *name,
                          const char *value)
{
  g_autofree char *folded = jarida_fold_text (name);
  g_autofree char *folded_value = jarida_fold_text (value);
  JaridaSearchFilter *filter;
  JaridaFilterKind kind;
  gint64 moment;

  if (folded_value[0] == '\0')
    return NULL;
  if (!find_kind (folded, &kind))
    return new_state (folded_value);
  if (kind == JARIDA_FILTER_LANGUAGE)
    {
      const char *code = find_language (folded_value);

      return code != NULL ? make_filter (kind, code) : NULL;
    }
  if (kind != JARIDA_FILTER_BEFORE && kind != JARIDA_FILTER_AFTER)
    return make_filter (kind, value);
  if (!read_moment (value, &moment))
    return NULL;
  filter = make_filter (kind, value);
  filter->moment = moment;
  return filter;
}
