/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-demo-portal.h"

/* What the portal says of one article; and articles by the hundred thousand, made of the others' texts. */

#define TEASER_CHARS 180
/* Generated articles are older than those of the sample edition by so much, and so far apart. */
#define GENERATED_DAYS 60
#define GENERATED_MINUTES 3
#define N_GENERATED_AUTHORS 50
#define N_GENERATED_CITIES 12

GDateTime *
jarida_demo_portal_get_newest (JaridaDemoPortal *self)
{
  for (guint i = 0; self->newest == NULL && i < JARIDA_DEMO_N_SIDES; i++)
    {
      GPtrArray *all = self->sides[i].all;
      const JaridaDemoEntry *entry = all->len > 0 ? g_ptr_array_index (all, 0) : NULL;

      if (entry != NULL)
        self->newest = g_date_time_ref (entry->article->published);
    }
  return self->newest;
}

char *
jarida_demo_entry_dup_title (const JaridaDemoEntry *self)
{
  if (self->serial == 0)
    return g_strdup (self->article->title);
  return g_strdup_printf ("%s (%u)", self->article->title, self->serial);
}

GDateTime *
jarida_demo_entry_dup_published (const JaridaDemoEntry *self,
                                 JaridaDemoPortal      *portal)
{
  g_autoptr(GDateTime) last = NULL;

  if (self->serial == 0)
    return g_date_time_ref (self->article->published);
  last = g_date_time_add_days (jarida_demo_portal_get_newest (portal), -GENERATED_DAYS);
  return g_date_time_add_minutes (last, -(int) self->serial * GENERATED_MINUTES);
}

/* Texts of the sample edition know these and no others. */
static void
append_plain (GString    *out,
              const char *html)
{
  static const struct { const char *entity; const char *text; } entities[] = {
    { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&nbsp;", " " },
  };

  while (*html != '\0')
    {
      gsize length = 0;

      if (*html == '<')
        {
          html += strcspn (html, ">");
          html += *html != '\0';
          continue;
        }
      for (guint i = 0; length == 0 && i < G_N_ELEMENTS (entities); i++)
        if (g_str_has_prefix (html, entities[i].entity))
          {
            g_string_append (out, entities[i].text);
            length = strlen (entities[i].entity);
          }
      if (length == 0)
        g_string_append_c (out, *html);
      html += MAX (length, 1);
    }
}

char *
jarida_demo_entry_dup_teaser (const JaridaDemoEntry *self)
{
  g_autofree char *summary = jarida_demo_article_dup_summary (self->article);
  GString *text = g_string_new (NULL);

  append_plain (text, summary);
  if (g_utf8_strlen (text->str, -1) > TEASER_CHARS)
    {
      char *end = g_utf8_offset_to_pointer (text->str, TEASER_CHARS);

      /* Not within a word. */
      while (end > text->str && *end != ' ')
        end--;
      g_string_truncate (text, (gsize) (end - text->str));
    }
  g_string_append (text, " (...)");
  return g_string_free (text, FALSE);
}

static JaridaDemoPaper *
generate_paper (JaridaDemoPortal   *self,
                JaridaDemoLanguage  language,
                guint               index)
{
  JaridaDemoPaper *paper = g_new0 (JaridaDemoPaper, 1);

  paper->id = g_strdup_printf ("generated-%u", index);
  paper->title = g_strdup_printf (language == JARIDA_DEMO_ARABIC ? "الجريدة %u" : "Le Journal %u", index);
  paper->language = g_strdup (self->sides[language].code);
  paper->of_portal = TRUE;
  paper->articles = g_ptr_array_new ();
  g_ptr_array_add (self->generated, paper);
  g_ptr_array_add (self->sides[language].papers, paper);
  g_hash_table_insert (self->names, g_strdup (paper->id), g_strdup (paper->title));
  return paper;
}

static void
generate_side (JaridaDemoPortal *self,
               JaridaDemoSide   *side,
               GPtrArray        *papers,
               guint             n_articles)
{
  gboolean arabic = side->language == JARIDA_DEMO_ARABIC;
  const char *authors[N_GENERATED_AUTHORS], *cities[N_GENERATED_CITIES];
  guint n_texts = side->all->len;

  for (guint i = 0; i < N_GENERATED_AUTHORS; i++)
    {
      g_autofree char *name = g_strdup_printf (arabic ? "كاتب %u" : "Plume %u", i + 1);

      authors[i] = g_string_chunk_insert_const (self->strings, name);
    }
  for (guint i = 0; i < N_GENERATED_CITIES; i++)
    {
      g_autofree char *name = g_strdup_printf (arabic ? "مدينة %u" : "Ville %u", i + 1);

      cities[i] = g_string_chunk_insert_const (self->strings, name);
    }
  for (guint i = 0; n_texts > 0 && i < n_articles * papers->len; i++)
    {
      const JaridaDemoEntry *text = g_ptr_array_index (side->all, i % n_texts);
      JaridaDemoEntry *entry = g_new0 (JaridaDemoEntry, 1);

      entry->paper = g_ptr_array_index (papers, i % papers->len);
      entry->article = text->article;
      entry->rank = i / papers->len;
      entry->author = authors[entry->rank % 2 == 1 ? 0 : 1 + entry->rank / 2 % (N_GENERATED_AUTHORS - 1)];
      entry->city = cities[entry->rank % N_GENERATED_CITIES];
      entry->number = n_articles - entry->rank;
      entry->serial = i + 1;
      entry->section = (guint8) (entry->rank % JARIDA_DEMO_SECTION_VIDEO);
      g_ptr_array_add (self->entries, entry);
      jarida_demo_side_add (side, entry);
    }
}

void
jarida_demo_portal_generate (JaridaDemoPortal *self,
                             guint             n_papers,
                             guint             n_articles)
{
  for (guint i = 0; i < JARIDA_DEMO_N_SIDES; i++)
    {
      g_autoptr(GPtrArray) papers = g_ptr_array_new ();

      for (guint j = i; j < n_papers; j += JARIDA_DEMO_N_SIDES)
        g_ptr_array_add (papers, generate_paper (self, i, j + 1));
      generate_side (self, &self->sides[i], papers, n_articles);
    }
}
