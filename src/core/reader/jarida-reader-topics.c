/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Sections, authors, cities and days, as the window asks the reader for them: the shelf answers. */

#include "jarida-reader-private.h"

#include "jarida-cities.h"

GListModel *
jarida_reader_get_sections (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  return jarida_store_get_sections (self->store);
}

GListModel *
jarida_reader_get_followed (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  return jarida_store_get_followed (self->store);
}

void
jarida_reader_count_days (JaridaReader *self,
                          guint32       first_julian,
                          guint         n,
                          guint        *out_counts)
{
  g_return_if_fail (JARIDA_IS_READER (self));

  jarida_store_count_days (self->store, first_julian, n, out_counts);
}

/* Following. */

typedef struct
{
  JaridaPlaceKind kind;
  gint64          id;
  gboolean        follow;
} Following;

static void
followed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(JaridaReader) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!jarida_store_follow_finish (JARIDA_STORE (object), result, &error))
    _jarida_reader_fail (self, error);
}

static void
undo_follow (gpointer owner,
             gpointer data)
{
  const Following *before = data;

  jarida_reader_follow (owner, before->kind, before->id, before->follow);
}

void
jarida_reader_follow (JaridaReader    *self,
                      JaridaPlaceKind  kind,
                      gint64           id,
                      gboolean         follow)
{
  const Following before = { kind, id, !follow };

  g_return_if_fail (JARIDA_IS_READER (self));

  _jarida_reader_push_undo (self, undo_follow, g_memdup2 (&before, sizeof before), g_free);
  jarida_store_follow_async (self->store, kind, id, follow, NULL, followed_cb, g_object_ref (self));
}

/* Looking up. */

static void
topics_listed_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GError *error = NULL;
  GPtrArray *topics = jarida_store_list_topics_finish (JARIDA_STORE (object), result, &error);

  _jarida_reader_return_list (user_data, topics, error);
}

void
jarida_reader_list_topics_async (JaridaReader        *self,
                                 JaridaPlaceKind      kind,
                                 const char          *words,
                                 guint                limit,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (JARIDA_IS_READER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_list_topics_async);
  if (kind == JARIDA_PLACE_CITY)
    _jarida_reader_list_cities (self, task, words, limit);
  else
    jarida_store_list_topics_async (self->store, kind, words, NULL, limit, cancellable, topics_listed_cb, task);
}

GPtrArray *
jarida_reader_list_topics_finish (JaridaReader  *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
topic_found_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  JaridaTopic *topic = jarida_store_find_topic_finish (JARIDA_STORE (object), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, topic, g_object_unref);
}

void
jarida_reader_find_topic_async (JaridaReader        *self,
                                JaridaPlaceKind      kind,
                                const char          *name,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (name != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_find_topic_async);
  jarida_store_find_topic_async (self->store, kind, name, cancellable, topic_found_cb, task);
}

JaridaTopic *
jarida_reader_find_topic_finish (JaridaReader  *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
same_found_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  GError *error = NULL;
  guint *n = g_new0 (guint, 1);
  GPtrArray *headlines = jarida_store_find_same_finish (JARIDA_STORE (object), result, n, &error);

  g_task_set_task_data (user_data, n, g_free);
  _jarida_reader_return_list (user_data, headlines, error);
}

void
jarida_reader_find_same_async (JaridaReader        *self,
                               gint64               id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (JARIDA_IS_READER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_find_same_async);
  jarida_store_find_same_async (self->store, id, cancellable, same_found_cb, task);
}

GPtrArray *
jarida_reader_find_same_finish (JaridaReader  *self,
                                GAsyncResult  *result,
                                guint         *out_n,
                                GError       **error)
{
  const guint *n;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  n = g_task_get_task_data (G_TASK (result));
  if (out_n != NULL)
    *out_n = n != NULL ? *n : 0;

  return g_task_propagate_pointer (G_TASK (result), error);
}
