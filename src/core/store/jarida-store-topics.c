/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-topics.h"

#include "jarida-store-counts.h"
#include "jarida-store-day.h"
#include "jarida-topic-row.h"

/* Sections, authors and cities as places, with their counts. */

GListModel *
jarida_store_get_sections (JaridaStore *self)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  return G_LIST_MODEL (self->section_topics);
}

const GArray *
jarida_store_get_bylines (JaridaStore *self,
                          gint64       author)
{
  GArray *bylines = g_hash_table_lookup (self->author_bylines, GSIZE_TO_POINTER ((gsize) author));

  if (bylines != NULL)
    return bylines;
  /* An author who cannot be read has written nothing: the error of a file comes where it can be told. */
  if (self->headlines != NULL)
    bylines = jarida_topic_rows_read_bylines (self->headlines, author, NULL);
  if (bylines == NULL)
    bylines = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_hash_table_insert (self->author_bylines, GSIZE_TO_POINTER ((gsize) author), bylines);
  return bylines;
}

/* The list holds them in the order of their ids: where @id is or would be. */
static guint
find_section (GListModel *topics,
              gint64      id,
              gboolean   *out_found)
{
  guint n = g_list_model_get_n_items (topics);

  *out_found = FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(JaridaTopic) topic = g_list_model_get_item (topics, i);

      *out_found = jarida_topic_get_id (topic) == id;
      if (jarida_topic_get_id (topic) >= id)
        return i;
    }
  return n;
}

static void
update_section (JaridaStore   *self,
                JaridaSection  section)
{
  const JaridaCount count = self->sections[section];
  gboolean found;
  guint at = find_section (G_LIST_MODEL (self->section_topics), section, &found);
  g_autoptr(JaridaTopic) topic = NULL;

  if (!found && count.total == 0)
    return;
  topic = found ? g_list_model_get_item (G_LIST_MODEL (self->section_topics), at)
                : jarida_topic_new (JARIDA_PLACE_SECTION, section, jarida_section_get_slug (section));
  jarida_topic_set_counts (topic, count.total, count.unread);
  if (found && count.total == 0)
    g_list_store_remove (self->section_topics, at);
  else if (!found)
    g_list_store_insert (self->section_topics, at, topic);
}

static void
update_followed (JaridaStore *self)
{
  GListModel *followed = G_LIST_MODEL (self->followed);

  for (guint i = 0; i < g_list_model_get_n_items (followed); i++)
    {
      g_autoptr(JaridaTopic) topic = g_list_model_get_item (followed, i);
      const JaridaCount count = jarida_store_count_topic (self, jarida_topic_get_kind (topic), jarida_topic_get_id (topic));

      jarida_topic_set_counts (topic, count.total, count.unread);
    }
}

void
jarida_store_update_topics (JaridaStore *self)
{
  jarida_store_count_topics (self, FALSE);
  for (int i = JARIDA_SECTION_NONE + 1; i < JARIDA_N_SECTIONS; i++)
    update_section (self, (JaridaSection) i);
  update_followed (self);
}

void
jarida_store_count_days (JaridaStore *self,
                         guint32      first_julian,
                         guint        n,
                         guint       *out_counts)
{
  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (g_date_valid_julian (first_julian));

  for (guint i = 0; i < n; i++)
    {
      const JaridaPlace place = { .kind = JARIDA_PLACE_DAY, .id = first_julian + i };

      out_counts[i] = jarida_store_count (self, &place);
    }
}
