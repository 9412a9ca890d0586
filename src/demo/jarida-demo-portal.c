/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-demo-portal.h"

/* What the portal has: the lists that its pages show. */

const JaridaDemoSection jarida_demo_sections[JARIDA_DEMO_N_SECTIONS] = {
  { "politics", { "السياسية", "Politique" } },
  { "economics", { "الاقتصادية", "Economie" } },
  { "international", { "الدولية", "International" } },
  { "sports", { "الرياضية", "Sports" } },
  { "society", { "الاجتماعية", "Société" } },
  { "culture", { "الثقافية", "Culture" } },
  { "religion", { "الدينية", "Religion" } },
  { "health", { "الصحية", "Santé" } },
  { "video", { "بالفيديو", "Vidéos" } },
};

static const struct { const char *code; const char *prefix; } sides[JARIDA_DEMO_N_SIDES] = {
  { "ar", "" },
  { "fr", "/fr" },
};

static void
free_video (gpointer data)
{
  JaridaDemoVideo *video = data;

  g_free (video->number);
  g_free (video->id);
  g_free (video->title);
  g_free (video->picture);
  g_free (video);
}

static GHashTable *
new_lists (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
}

JaridaDemoPortal *
jarida_demo_portal_new (JaridaDemoEdition *edition)
{
  JaridaDemoPortal *self = g_new0 (JaridaDemoPortal, 1);

  self->edition = edition;
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->section_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->staff = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->untitled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->paragraphs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entries = g_ptr_array_new_with_free_func (g_free);
  self->generated = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_demo_paper_free);
  self->strings = g_string_chunk_new (4096);
  for (guint i = 0; i < JARIDA_DEMO_N_SIDES; i++)
    {
      JaridaDemoSide *side = &self->sides[i];

      side->language = i;
      side->code = sides[i].code;
      side->prefix = sides[i].prefix;
      side->papers = g_ptr_array_new ();
      side->all = g_ptr_array_new ();
      for (guint j = 0; j < JARIDA_DEMO_N_SECTIONS; j++)
        side->sections[j] = g_ptr_array_new ();
      side->by_paper = new_lists ();
      side->by_author = new_lists ();
      side->by_city = new_lists ();
      side->cities = g_ptr_array_new ();
      side->videos = g_ptr_array_new_with_free_func (free_video);
    }
  return self;
}

static void
clear_side (JaridaDemoSide *side)
{
  g_free (side->name);
  g_ptr_array_unref (side->papers);
  g_ptr_array_unref (side->all);
  for (guint i = 0; i < JARIDA_DEMO_N_SECTIONS; i++)
    g_ptr_array_unref (side->sections[i]);
  g_hash_table_unref (side->by_paper);
  g_hash_table_unref (side->by_author);
  g_hash_table_unref (side->by_city);
  g_ptr_array_unref (side->cities);
  g_ptr_array_unref (side->videos);
}

void
jarida_demo_portal_free (JaridaDemoPortal *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < JARIDA_DEMO_N_SIDES; i++)
    clear_side (&self->sides[i]);
  for (guint i = 0; i < JARIDA_DEMO_N_HOSTS; i++)
    g_free (self->addresses[i]);
  g_free (self->id);
  g_free (self->country);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->section_of);
  g_hash_table_unref (self->staff);
  g_hash_table_unref (self->untitled);
  g_hash_table_unref (self->paragraphs);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->generated);
  g_string_chunk_free (self->strings);
  g_clear_pointer (&self->newest, g_date_time_unref);
  g_free (self);
}

static gboolean
add_to (GHashTable      *lists,
        const char      *name,
        JaridaDemoEntry *entry)
{
  GPtrArray *list = g_hash_table_lookup (lists, name);
  gboolean is_new = list == NULL;

  if (is_new)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (lists, (char *) name, list);
    }
  g_ptr_array_add (list, entry);
  return is_new;
}

void
jarida_demo_side_add (JaridaDemoSide  *self,
                      JaridaDemoEntry *entry)
{
  g_ptr_array_add (self->all, entry);
  g_ptr_array_add (self->sections[entry->section], entry);
  add_to (self->by_paper, entry->paper->id, entry);
  add_to (self->by_author, entry->author != NULL ? entry->author : entry->paper->title, entry);
  if (entry->city != NULL && add_to (self->by_city, entry->city, entry))
    g_ptr_array_add (self->cities, (char *) entry->city);
}

static gboolean
is_out (JaridaDemoPortal      *self,
        const JaridaDemoEntry *entry)
{
  return entry->rank >= self->edition->n_held;
}

GPtrArray *
jarida_demo_portal_take (JaridaDemoPortal *self,
                         GPtrArray        *list,
                         guint             from,
                         guint             n,
                         gboolean         *out_more)
{
  GPtrArray *taken = g_ptr_array_new ();
  gboolean more = FALSE;
  guint i = 0;

  /* Where nothing is held back, any page of any list costs the same. */
  if (self->edition->n_held == 0)
    {
      i = from;
      from = 0;
    }
  for (; i < list->len && !more; i++)
    {
      JaridaDemoEntry *entry = g_ptr_array_index (list, i);

      if (!is_out (self, entry))
        continue;
      if (from > 0)
        from--;
      else if (taken->len < n)
        g_ptr_array_add (taken, entry);
      else
        more = TRUE;
    }
  if (out_more != NULL)
    *out_more = more;
  return taken;
}

const JaridaDemoVideo *
jarida_demo_side_find_video (const JaridaDemoSide *self,
                             const char           *number)
{
  for (guint i = 0; i < self->videos->len; i++)
    {
      const JaridaDemoVideo *video = g_ptr_array_index (self->videos, i);

      if (strcmp (video->number, number) == 0)
        return video;
    }
  return NULL;
}

const JaridaDemoEntry *
jarida_demo_portal_find (JaridaDemoPortal     *self,
                         const JaridaDemoSide *side,
                         const char           *paper,
                         gint64                number)
{
  GPtrArray *list = g_hash_table_lookup (side->by_paper, paper);
  guint from = 0, to = list != NULL ? list->len : 0;

  /* Newest first: the numbers go down. */
  while (from < to)
    {
      guint middle = from + (to - from) / 2;
      const JaridaDemoEntry *entry = g_ptr_array_index (list, middle);

      if (entry->number == number)
        return is_out (self, entry) ? entry : NULL;
      if (entry->number > number)
        from = middle + 1;
      else
        to = middle;
    }
  return NULL;
}
