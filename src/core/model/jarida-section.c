/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-section.h"

#include "jarida-fold.h"

static const char * const slugs[JARIDA_N_SECTIONS] = {
  NULL, "politics", "economics", "international", "sports", "society", "culture", "religion", "health", "video",
};

/* Names as newspapers print them. A name that says less than one of the nine ("News", "Opinion") is not here: a list is better
 * short than wrong. */
static const struct
{
  const char    *name;
  JaridaSection  section;
} names[] = {
  { "politics", JARIDA_SECTION_POLITICS },
  { "policy", JARIDA_SECTION_POLITICS },
  { "politique", JARIDA_SECTION_POLITICS },
  { "politiques", JARIDA_SECTION_POLITICS },
  { "السياسة", JARIDA_SECTION_POLITICS },
  { "السياسية", JARIDA_SECTION_POLITICS },
  { "سياسة", JARIDA_SECTION_POLITICS },
  { "سياسية", JARIDA_SECTION_POLITICS },
  { "أخبار سياسية", JARIDA_SECTION_POLITICS },

  { "economics", JARIDA_SECTION_ECONOMICS },
  { "economy", JARIDA_SECTION_ECONOMICS },
  { "business", JARIDA_SECTION_ECONOMICS },
  { "finance", JARIDA_SECTION_ECONOMICS },
  { "markets", JARIDA_SECTION_ECONOMICS },
  { "économie", JARIDA_SECTION_ECONOMICS },
  { "économique", JARIDA_SECTION_ECONOMICS },
  { "éco", JARIDA_SECTION_ECONOMICS },
  { "entreprises", JARIDA_SECTION_ECONOMICS },
  { "marchés", JARIDA_SECTION_ECONOMICS },
  { "finances", JARIDA_SECTION_ECONOMICS },
  { "emploi", JARIDA_SECTION_ECONOMICS },
  { "الاقتصاد", JARIDA_SECTION_ECONOMICS },
  { "الاقتصادية", JARIDA_SECTION_ECONOMICS },
  { "اقتصاد", JARIDA_SECTION_ECONOMICS },
  { "اقتصادية", JARIDA_SECTION_ECONOMICS },
  { "اقتصاد وأعمال", JARIDA_SECTION_ECONOMICS },
  { "مال وأعمال", JARIDA_SECTION_ECONOMICS },

  { "international", JARIDA_SECTION_INTERNATIONAL },
  { "world", JARIDA_SECTION_INTERNATIONAL },
  { "world news", JARIDA_SECTION_INTERNATIONAL },
  { "monde", JARIDA_SECTION_INTERNATIONAL },
  { "internationale", JARIDA_SECTION_INTERNATIONAL },
  { "الدولية", JARIDA_SECTION_INTERNATIONAL },
  { "دولية", JARIDA_SECTION_INTERNATIONAL },
  { "دولي", JARIDA_SECTION_INTERNATIONAL },
  { "العالم", JARIDA_SECTION_INTERNATIONAL },
  { "عالم", JARIDA_SECTION_INTERNATIONAL },
  { "أخبار دولية", JARIDA_SECTION_INTERNATIONAL },
  { "أخبار العالم", JARIDA_SECTION_INTERNATIONAL },

  { "sports", JARIDA_SECTION_SPORTS },
  { "sport", JARIDA_SECTION_SPORTS },
  { "football", JARIDA_SECTION_SPORTS },
  { "الرياضة", JARIDA_SECTION_SPORTS },
  { "الرياضية", JARIDA_SECTION_SPORTS },
  { "رياضة", JARIDA_SECTION_SPORTS },
  { "رياضية", JARIDA_SECTION_SPORTS },
  { "كرة القدم", JARIDA_SECTION_SPORTS },

  { "society", JARIDA_SECTION_SOCIETY },
  { "social", JARIDA_SECTION_SOCIETY },
  { "société", JARIDA_SECTION_SOCIETY },
  { "sociale", JARIDA_SECTION_SOCIETY },
  { "المجتمع", JARIDA_SECTION_SOCIETY },
  { "الاجتماعية", JARIDA_SECTION_SOCIETY },
  { "مجتمع", JARIDA_SECTION_SOCIETY },
  { "اجتماعية", JARIDA_SECTION_SOCIETY },

  { "culture", JARIDA_SECTION_CULTURE },
  { "cultures", JARIDA_SECTION_CULTURE },
  { "arts", JARIDA_SECTION_CULTURE },
  { "books", JARIDA_SECTION_CULTURE },
  { "livres", JARIDA_SECTION_CULTURE },
  { "culturelle", JARIDA_SECTION_CULTURE },
  { "الثقافة", JARIDA_SECTION_CULTURE },
  { "الثقافية", JARIDA_SECTION_CULTURE },
  { "ثقافة", JARIDA_SECTION_CULTURE },
  { "ثقافية", JARIDA_SECTION_CULTURE },
  { "ثقافة وفن", JARIDA_SECTION_CULTURE },
  { "فن وثقافة", JARIDA_SECTION_CULTURE },
  { "فنون", JARIDA_SECTION_CULTURE },

  { "religion", JARIDA_SECTION_RELIGION },
  { "religions", JARIDA_SECTION_RELIGION },
  { "islam", JARIDA_SECTION_RELIGION },
  { "الدين", JARIDA_SECTION_RELIGION },
  { "الدينية", JARIDA_SECTION_RELIGION },
  { "دين", JARIDA_SECTION_RELIGION },
  { "دينية", JARIDA_SECTION_RELIGION },
  { "إسلاميات", JARIDA_SECTION_RELIGION },

  { "health", JARIDA_SECTION_HEALTH },
  { "santé", JARIDA_SECTION_HEALTH },
  { "الصحة", JARIDA_SECTION_HEALTH },
  { "الصحية", JARIDA_SECTION_HEALTH },
  { "صحة", JARIDA_SECTION_HEALTH },
  { "صحية", JARIDA_SECTION_HEALTH },
  { "طب وصحة", JARIDA_SECTION_HEALTH },

  { "video", JARIDA_SECTION_VIDEO },
  { "videos", JARIDA_SECTION_VIDEO },
  { "vidéo", JARIDA_SECTION_VIDEO },
  { "vidéos", JARIDA_SECTION_VIDEO },
  { "بالفيديو", JARIDA_SECTION_VIDEO },
  { "فيديو", JARIDA_SECTION_VIDEO },
  { "بالصوت والصورة", JARIDA_SECTION_VIDEO },
};

/* Folded name to section. Made once, then only read. */
static GHashTable *
get_table (void)
{
  static GHashTable *table;

  if (g_once_init_enter (&table))
    {
      GHashTable *made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        g_hash_table_insert (made, jarida_fold_text (names[i].name), GINT_TO_POINTER (names[i].section));
      g_once_init_leave (&table, made);
    }
  return table;
}

JaridaSection
jarida_section_from_name (const char *name)
{
  g_autofree char *folded = NULL;

  if (name == NULL)
    return JARIDA_SECTION_NONE;
  folded = jarida_fold_text (name);
  return GPOINTER_TO_INT (g_hash_table_lookup (get_table (), folded));
}

const char *
jarida_section_get_slug (JaridaSection self)
{
  g_return_val_if_fail (self < JARIDA_N_SECTIONS, NULL);

  return slugs[self];
}
