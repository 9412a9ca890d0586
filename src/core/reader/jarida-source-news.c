/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-source-news.h"

#include "jarida-reader-private.h"

/* (nullable) The one that is on, if any is. */
static JaridaFilter *
find_filter (JaridaReader *self,
             JaridaSource *source)
{
  GListModel *filters = jarida_reader_get_filters (self);
  const guint n_filters = g_list_model_get_n_items (filters);
  JaridaFilter *found = NULL;

  for (guint i = 0; i < n_filters; i++)
    {
      g_autoptr(JaridaFilter) filter = g_list_model_get_item (filters, i);
      const char *query = jarida_filter_get_query (filter);

      if (jarida_filter_get_action (filter) == JARIDA_FILTER_ACTION_NOTIFY
          && jarida_filter_get_source_id (filter) == jarida_source_get_id (source)
          && (query == NULL || *query == '\0')
          && (found == NULL || jarida_filter_get_enabled (filter)))
        found = filter;
    }
  return found;
}

gboolean
jarida_reader_get_source_news (JaridaReader *self,
                               JaridaSource *source)
{
  JaridaFilter *filter;

  g_return_val_if_fail (JARIDA_IS_READER (self), FALSE);
  g_return_val_if_fail (JARIDA_IS_SOURCE (source), FALSE);

  filter = find_filter (self, source);
  return filter != NULL && jarida_filter_get_enabled (filter);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!jarida_reader_save_filter_finish (JARIDA_READER (object), result, &error))
    _jarida_reader_fail (JARIDA_READER (object), error);
}

void
jarida_reader_set_source_news (JaridaReader *self,
                               JaridaSource *source,
                               gboolean      told)
{
  g_autoptr(JaridaFilter) filter = NULL;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (JARIDA_IS_SOURCE (source));

  if (jarida_reader_get_source_news (self, source) == !!told)
    return;
  filter = find_filter (self, source);
  if (filter != NULL)
    g_object_ref (filter);
  else
    {
      filter = jarida_filter_new ();
      jarida_filter_set_action (filter, JARIDA_FILTER_ACTION_NOTIFY);
      jarida_filter_set_source_id (filter, jarida_source_get_id (source));
    }
  jarida_filter_set_enabled (filter, told);
  jarida_reader_save_filter_async (self, filter, NULL, saved_cb, NULL);
}
