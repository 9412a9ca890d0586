/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-store-counts.h"

/* How many articles there are, and how many of them are unread: of each source, folder, section, author and city. What changes is added
 * up while rows change and told once. */

/* Folders lie in folders; a damaged file may say that they do so in a circle. */
#define MAX_DEPTH 64
#define MAX_NAMES (16 * 1024 * 1024)
/* An article from more sources than that is counted as if it had so many. */
#define MAX_ORIGINS 64

static void
count_folders_up (JaridaStore *self,
                  gint64       folder_id,
                  int          n_unread)
{
  for (int depth = 0; folder_id != 0 && depth < MAX_DEPTH; depth++)
    {
      JaridaFolder *folder = jarida_store_find_folder (self, folder_id);

      if (folder == NULL)
        break;
      jarida_folder_set_unread (folder, jarida_folder_get_unread (folder) + n_unread);
      folder_id = jarida_folder_get_parent_id (folder);
    }
}

/* The sources that have the row, of @place if that is given, and not those removed. @out holds as many as there can be. */
static guint
collect_sources (JaridaStore        *self,
                 const JaridaPlace  *place,
                 gsize               row,
                 JaridaSourceEntry **out,
                 guint               n_out)
{
  guint n_origins, n = 0;
  const JaridaColumnOrigin *origins = jarida_columns_find_origins (self->columns, self->columns->ids[row], &n_origins);

  for (guint i = 0; i <= n_origins && n < n_out; i++)
    {
      JaridaSourceEntry *entry = jarida_store_find_entry (self, i == 0 ? self->columns->sources[row] : origins[i - 1].source);

      if (entry != NULL && !entry->removed && (place == NULL || jarida_store_place_has (self, place, entry)))
        out[n++] = entry;
    }
  return n;
}

/* The row of the origin at @at, once for each article; G_MAXSIZE for its further origins. */
static gsize
find_shared_row (JaridaStore *self,
                 guint        at)
{
  const JaridaColumnOrigin *origins = (JaridaColumnOrigin *) self->columns->origins->data;

  if (at > 0 && origins[at - 1].id == origins[at].id)
    return G_MAXSIZE;
  return jarida_columns_find (self->columns, origins[at].id);
}

/* A folder that has an article by several sources has it once. */
static void
discount_shared (JaridaStore *self,
                 GHashTable  *sums)
{
  for (guint i = 0; i < self->columns->origins->len; i++)
    {
      gsize row = find_shared_row (self, i);
      JaridaSourceEntry *entries[MAX_ORIGINS];
      g_autoptr(GHashTable) seen = NULL;
      guint n;

      if (row == G_MAXSIZE || (self->columns->flags[row] & (JARIDA_COLUMN_UNREAD | JARIDA_COLUMN_FILTERED)) != JARIDA_COLUMN_UNREAD)
        continue;
      n = collect_sources (self, NULL, row, entries, MAX_ORIGINS);
      seen = n > 1 ? g_hash_table_new (NULL, NULL) : NULL;
      for (guint j = 0; n > 1 && j < n; j++)
        {
          gint64 id = jarida_source_get_folder_id (entries[j]->source);

          for (int depth = 0; id != 0 && depth < MAX_DEPTH; depth++)
            {
              JaridaFolder *folder = jarida_store_find_folder (self, id);

              if (folder == NULL)
                break;
              if (!g_hash_table_add (seen, folder))
                g_hash_table_insert (sums, folder, GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (sums, folder)) - 1));
              id = jarida_folder_get_parent_id (folder);
            }
        }
    }
}

void
jarida_store_count_folders (JaridaStore *self)
{
  g_autoptr(GHashTable) sums = g_hash_table_new (NULL, NULL);
  GListModel *folders = G_LIST_MODEL (self->folders);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      JaridaSourceEntry *entry = value;
      /* Most add nothing, and are looked at again for every newspaper of a list that is taken in. */
      gint64 id = entry->removed || entry->n_unread == 0 ? 0 : jarida_source_get_folder_id (entry->source);

      for (int depth = 0; id != 0 && depth < MAX_DEPTH; depth++)
        {
          JaridaFolder *folder = jarida_store_find_folder (self, id);
          int sum = GPOINTER_TO_INT (g_hash_table_lookup (sums, folder)) + entry->n_unread;

          if (folder == NULL)
            break;
          g_hash_table_insert (sums, folder, GINT_TO_POINTER (sum));
          id = jarida_folder_get_parent_id (folder);
        }
    }
  discount_shared (self, sums);
  for (guint i = 0; i < g_list_model_get_n_items (folders); i++)
    {
      g_autoptr(JaridaFolder) folder = g_list_model_get_item (folders, i);

      jarida_folder_set_unread (folder, GPOINTER_TO_INT (g_hash_table_lookup (sums, folder)));
    }
  jarida_store_counts_changed (self);
}

/* The counts of one source, and of the folders it lies in. */
static void
count_source (JaridaStore *self,
              guint16      source,
              int          n_total,
              int          n_unread)
{
  JaridaSourceEntry *entry = jarida_store_find_entry (self, source);

  if (entry == NULL)
    return;
  entry->n_total += n_total;
  entry->n_unread += n_unread;
  jarida_source_set_total (entry->source, entry->n_total);
  jarida_source_set_unread (entry->source, entry->n_unread);
  if (!entry->removed && n_unread != 0)
    count_folders_up (self, jarida_source_get_folder_id (entry->source), n_unread);
}

void
jarida_store_count_source (JaridaStore *self,
                           guint16      source,
                           int          n_total,
                           int          n_unread)
{
  count_source (self, source, n_total, n_unread);
  jarida_store_counts_changed (self);
}

/* Whether a source that has the row is there. */
static gboolean
is_shown (JaridaStore *self,
          gsize        row)
{
  const JaridaColumns *columns = self->columns;
  const JaridaColumnOrigin *origins;
  guint n;

  if (self->shown[columns->sources[row]])
    return TRUE;
  if (!(columns->flags[row] & JARIDA_COLUMN_SHARED))
    return FALSE;
  origins = jarida_columns_find_origins (columns, columns->ids[row], &n);
  for (guint i = 0; i < n; i++)
    if (self->shown[origins[i].source & G_MAXUINT16])
      return TRUE;
  return FALSE;
}

static void
add_count (GArray  *counts,
           guint32  index,
           int      n_total,
           int      n_unread)
{
  JaridaCount *count;

  /* Ids are given in a row: only a damaged file has greater ones. */
  if (index > MAX_NAMES)
    return;
  if (index >= counts->len)
    g_array_set_size (counts, index + index / 4 + 64);
  count = &g_array_index (counts, JaridaCount, index);
  count->total += n_total;
  count->unread += n_unread;
}

/* In the sections; also in bylines and cities, once somebody has asked for those. */
static void
count_topics (JaridaStore *self,
              gsize        row,
              int          n_total,
              int          n_unread)
{
  const JaridaColumns *columns = self->columns;
  JaridaCount *section = &self->sections[MIN (columns->sections[row], JARIDA_N_SECTIONS - 1)];

  section->total += n_total;
  section->unread += n_unread;
  if (self->byline_counts == NULL)
    return;
  if (columns->bylines[row] != 0)
    add_count (self->byline_counts, columns->bylines[row], n_total, n_unread);
  if (columns->cities[row] != 0)
    add_count (self->city_counts, columns->cities[row], n_total, n_unread);
}

void
jarida_tally_begin (JaridaTally *tally,
                    JaridaStore *store)
{
  memset (tally, 0, sizeof *tally);
  tally->store = store;
  tally->totals = g_new0 (int, 2 * (G_MAXUINT16 + 1));
  tally->unread = tally->totals + G_MAXUINT16 + 1;
}

void
jarida_tally_add (JaridaTally *tally,
                  gsize        row,
                  int          n_total,
                  int          n_unread)
{
  JaridaStore *self = tally->store;
  const JaridaColumns *columns = self->columns;

  /* What a filter hides is counted nowhere. */
  if (columns->flags[row] & JARIDA_COLUMN_FILTERED)
    return;
  tally->totals[columns->sources[row]] += n_total;
  tally->unread[columns->sources[row]] += n_unread;
  if (columns->flags[row] & JARIDA_COLUMN_SHARED)
    {
      guint n;
      const JaridaColumnOrigin *origins = jarida_columns_find_origins (columns, columns->ids[row], &n);

      for (guint i = 0; i < n; i++)
        {
          tally->totals[origins[i].source & G_MAXUINT16] += n_total;
          tally->unread[origins[i].source & G_MAXUINT16] += n_unread;
        }
      tally->shared = TRUE;
    }
  if (!self->topics_stale && is_shown (self, row))
    count_topics (self, row, n_total, n_unread);
}

void
jarida_tally_end (JaridaTally *tally)
{
  for (guint i = 0; i <= G_MAXUINT16; i++)
    if (tally->totals[i] != 0 || tally->unread[i] != 0)
      count_source (tally->store, (guint16) i, tally->totals[i], tally->unread[i]);
  g_free (tally->totals);
  if (tally->shared)
    jarida_store_count_folders (tally->store);
  jarida_store_update_topics (tally->store);
  jarida_store_counts_changed (tally->store);
}

/* From the columns, once: 2 ns a row. */
void
jarida_store_count_all (JaridaStore *self)
{
  const JaridaColumns *columns = self->columns;
  const JaridaColumnOrigin *origins = (JaridaColumnOrigin *) columns->origins->data;
  g_autofree int *totals = g_new0 (int, 2 * (G_MAXUINT16 + 1));
  int *unread = totals + G_MAXUINT16 + 1;
  GHashTableIter iter;
  gpointer key, value;

  self->n_filtered = 0;
  for (gsize i = 0; i < columns->n; i++)
    {
      if (columns->flags[i] & JARIDA_COLUMN_FILTERED)
        {
          self->n_filtered++;
          continue;
        }
      totals[columns->sources[i]]++;
      unread[columns->sources[i]] += columns->flags[i] & JARIDA_COLUMN_UNREAD;
    }
  for (guint i = 0; i < columns->origins->len; i++)
    {
      gsize row = jarida_columns_find (columns, origins[i].id);

      if (row != G_MAXSIZE && (columns->flags[row] & JARIDA_COLUMN_FILTERED))
        continue;
      totals[origins[i].source & G_MAXUINT16]++;
      unread[origins[i].source & G_MAXUINT16] += row != G_MAXSIZE && (columns->flags[row] & JARIDA_COLUMN_UNREAD);
    }
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      JaridaSourceEntry *entry = value;

      entry->n_total = totals[GPOINTER_TO_SIZE (key) & G_MAXUINT16];
      entry->n_unread = unread[GPOINTER_TO_SIZE (key) & G_MAXUINT16];
      jarida_source_set_total (entry->source, entry->n_total);
      jarida_source_set_unread (entry->source, entry->n_unread);
    }
  jarida_store_count_folders (self);
  self->topics_stale = TRUE;
  jarida_store_update_topics (self);
}

static void
clear_counts (GArray *counts)
{
  if (counts != NULL && counts->len > 0)
    memset (counts->data, 0, counts->len * sizeof (JaridaCount));
}

void
jarida_store_count_topics (JaridaStore *self,
                           gboolean     with_names)
{
  if (with_names && self->byline_counts == NULL)
    {
      self->byline_counts = g_array_new (FALSE, TRUE, sizeof (JaridaCount));
      self->city_counts = g_array_new (FALSE, TRUE, sizeof (JaridaCount));
      self->topics_stale = TRUE;
    }
  if (!self->topics_stale)
    return;
  self->topics_stale = FALSE;
  memset (self->sections, 0, sizeof self->sections);
  clear_counts (self->byline_counts);
  clear_counts (self->city_counts);
  for (gsize i = 0; i < self->columns->n; i++)
    if (!(self->columns->flags[i] & JARIDA_COLUMN_FILTERED) && is_shown (self, i))
      count_topics (self, i, 1, self->columns->flags[i] & JARIDA_COLUMN_UNREAD);
}

void
jarida_store_set_shown (JaridaStore *self,
                        gint64       source_id,
                        gboolean     shown)
{
  const JaridaSourceEntry *entry = jarida_store_find_entry (self, source_id);

  if (source_id < 0 || source_id > G_MAXUINT16 || self->shown[source_id] == shown)
    return;
  self->shown[source_id] = shown;
  /* One that comes is counted after this. */
  self->topics_stale = self->topics_stale || shown || entry == NULL || entry->n_total > 0;
}

/* Counts of places. */

static JaridaCount
count_author (JaridaStore *self,
              gint64       author)
{
  const GArray *bylines = jarida_store_get_bylines (self, author);
  JaridaCount count = { 0, 0 };

  for (guint i = 0; i < bylines->len; i++)
    {
      guint32 id = g_array_index (bylines, guint32, i);

      if (id >= self->byline_counts->len)
        continue;
      count.total += g_array_index (self->byline_counts, JaridaCount, id).total;
      count.unread += g_array_index (self->byline_counts, JaridaCount, id).unread;
    }
  return count;
}

JaridaCount
jarida_store_count_topic (JaridaStore     *self,
                          JaridaPlaceKind  kind,
                          gint64           id)
{
  jarida_store_count_topics (self, kind != JARIDA_PLACE_SECTION);
  if (kind == JARIDA_PLACE_SECTION && id > 0 && id < JARIDA_N_SECTIONS)
    return self->sections[id];
  if (kind == JARIDA_PLACE_AUTHOR)
    return count_author (self, id);
  if (kind == JARIDA_PLACE_CITY && id > 0 && id < self->city_counts->len)
    return g_array_index (self->city_counts, JaridaCount, id);
  return (JaridaCount) { 0, 0 };
}

/* Saved articles, and those of a day, are few but have to be looked for. */
static JaridaCount
count_rows (JaridaStore       *self,
            const JaridaPlace *place)
{
  g_auto(JaridaPlaceMatch) match = { NULL };
  const JaridaColumns *columns = self->columns;
  JaridaCount count = { 0, 0 };
  gsize from, to;

  jarida_store_match_place (self, place, &match);
  match.flags &= ~JARIDA_COLUMN_UNREAD;
  jarida_place_match_range (&match, columns, &from, &to);
  for (gsize i = from; i < to; i++)
    if (jarida_place_match_row (&match, columns, i))
      {
        count.total++;
        count.unread += columns->flags[i] & JARIDA_COLUMN_UNREAD;
      }
  return count;
}

/* Of the sources' own counts, less what several of them have. */
static JaridaCount
count_sources (JaridaStore       *self,
               const JaridaPlace *place)
{
  JaridaCount count = { 0, 0 };
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      JaridaSourceEntry *entry = value;

      if (!jarida_store_place_has (self, place, entry))
        continue;
      count.total += entry->n_total;
      count.unread += entry->n_unread;
    }
  for (guint i = 0; place->kind != JARIDA_PLACE_SOURCE && i < self->columns->origins->len; i++)
    {
      gsize row = find_shared_row (self, i);
      JaridaSourceEntry *entries[MAX_ORIGINS];
      const gboolean counts = row != G_MAXSIZE && !(self->columns->flags[row] & JARIDA_COLUMN_FILTERED);
      guint n = counts ? collect_sources (self, place, row, entries, MAX_ORIGINS) : 0;

      if (n < 2)
        continue;
      count.total -= n - 1;
      count.unread -= self->columns->flags[row] & JARIDA_COLUMN_UNREAD ? n - 1 : 0;
    }
  return count;
}

static JaridaCount
count_place (JaridaStore       *self,
             const JaridaPlace *place)
{
  switch (place->kind)
    {
    case JARIDA_PLACE_ALL:
    case JARIDA_PLACE_UNREAD:
    case JARIDA_PLACE_FOLDER:
    case JARIDA_PLACE_SOURCE:
      return count_sources (self, place);
    case JARIDA_PLACE_SECTION:
    case JARIDA_PLACE_AUTHOR:
    case JARIDA_PLACE_CITY:
      return jarida_store_count_topic (self, place->kind, place->id);
    case JARIDA_PLACE_FILTERED:
      if (self->n_filtered == 0)
        return (JaridaCount) { 0, 0 };
      break;
    case JARIDA_PLACE_SAVED:
    case JARIDA_PLACE_DAY:
    case JARIDA_PLACE_FRONT:
    case JARIDA_PLACE_SEARCH:
    case JARIDA_PLACE_SAVED_SEARCH:
      break;
    }
  return count_rows (self, place);
}

guint
jarida_store_count (JaridaStore       *self,
                    const JaridaPlace *place)
{
  JaridaCount count;

  g_return_val_if_fail (JARIDA_IS_STORE (self), 0);
  g_return_val_if_fail (place != NULL, 0);

  count = count_place (self, place);
  return place->unread_only || place->kind == JARIDA_PLACE_UNREAD ? count.unread : count.total;
}

guint
jarida_store_count_unread (JaridaStore       *self,
                           const JaridaPlace *place)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), 0);
  g_return_val_if_fail (place != NULL, 0);

  return count_place (self, place).unread;
}
