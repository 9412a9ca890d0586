/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-clean.h"

#include "jarida-reader-private.h"
#include "jarida-store-leave.h"

/* At a time: what a person does meanwhile waits for no more than that. */
#define SLICE 100
#define EVERY_SECONDS (12 * 60 * 60)

typedef struct
{
  JaridaReader *reader;   /* (owned) */
  GPtrArray    *tasks;    /* (owned) GTask of those who wait */
  GArray       *ids;      /* (owned) gint64 */
  guint         next;
  guint         n_left;
  gboolean      for_room; /* those that were to leave have, and there is still too much */
  guint64       wanted;   /* bytes of texts that are to leave then */
  guint64       freed;    /* that have */
} Clean;

static void leave_more (Clean *clean);
static void look_for_room (Clean *clean);
static void shrink_or_end (Clean *clean);
static void shrink_more (Clean *clean);

/* Takes @error (nullable). */
static void
end_clean (Clean  *clean,
           GError *error)
{
  JaridaReader *reader = clean->reader;

  reader->cleaning = NULL;
  g_info ("%u articles left the shelf", clean->n_left);
  for (guint i = 0; i < clean->tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (clean->tasks, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_int (task, clean->n_left);
    }
  g_clear_error (&error);
  g_ptr_array_unref (clean->tasks);
  g_array_unref (clean->ids);
  g_free (clean);
  g_object_unref (reader);
}

static void
shrunk_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Clean *clean = user_data;
  GError *error = NULL;
  gboolean done = TRUE;

  if (!jarida_store_shrink_finish (JARIDA_STORE (object), result, &done, &error) || done)
    end_clean (clean, error);
  else
    shrink_more (clean);
}

static void
shrink_more (Clean *clean)
{
  jarida_store_shrink_async (clean->reader->store, clean->reader->closing, shrunk_cb, clean);
}

static void
left_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Clean *clean = user_data;
  GError *error = NULL;
  guint64 bytes = 0;
  guint n = 0;

  if (!jarida_store_leave_finish (JARIDA_STORE (object), result, &n, &bytes, &error))
    {
      end_clean (clean, error);
      return;
    }
  clean->n_left += n;
  clean->freed += bytes;
  if (clean->for_room && clean->freed >= clean->wanted)
    shrink_or_end (clean);
  else
    leave_more (clean);
}

static void
shrink_or_end (Clean *clean)
{
  if (clean->n_left > 0)
    shrink_more (clean);
  else
    end_clean (clean, NULL);
}

/* So many bytes of the texts themselves as stand for what is too much: all else that is known of an article leaves with its text, but
 * later, when the index has followed. */
static guint64
count_wanted (const JaridaRoom *room,
              guint64           limit)
{
  guint64 bytes = 0;

  for (guint i = 0; i < room->sources->len; i++)
    bytes += g_array_index (room->sources, JaridaSourceRoom, i).texts;
  return (guint64) ((double) bytes * (double) (room->texts - limit) / (double) room->texts);
}

static void
measured_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Clean *clean = user_data;
  JaridaReader *reader = clean->reader;
  GError *error = NULL;
  g_autoptr(JaridaRoom) room = jarida_store_measure_room_finish (JARIDA_STORE (object), result, &error);

  if (room == NULL)
    end_clean (clean, error);
  else if (room->texts <= reader->text_limit || g_cancellable_is_cancelled (reader->closing))
    shrink_or_end (clean);
  else if (room->sources == NULL)
    /* Only now it is worth a look at each. */
    jarida_store_measure_room_async (reader->store, JARIDA_ROOM_SOURCES, NULL, measured_cb, clean);
  else
    {
      clean->for_room = TRUE;
      clean->wanted = count_wanted (room, reader->text_limit);
      clean->freed = 0;
      clean->next = 0;
      g_array_unref (clean->ids);
      clean->ids = jarida_store_list_for_room (reader->store, reader->cleaned_at);
      leave_more (clean);
    }
}

static void
look_for_room (Clean *clean)
{
  jarida_store_measure_room_async (clean->reader->store, JARIDA_ROOM_ALL, NULL, measured_cb, clean);
}

static void
leave_more (Clean *clean)
{
  const guint n = MIN (SLICE, clean->ids->len - clean->next);
  const gint64 *ids = (const gint64 *) clean->ids->data + clean->next;

  clean->next += n;
  if (n > 0)
    jarida_store_leave_async (clean->reader->store, ids, n, (clean->n_left == 0 ? JARIDA_LEAVE_FIRST : 0)
                                                            | (clean->for_room ? JARIDA_LEAVE_FOR_ROOM : 0),
                              clean->reader->closing, left_cb, clean);
  else if (!clean->for_room && clean->reader->text_limit > 0)
    look_for_room (clean);
  else
    shrink_or_end (clean);
}

static gboolean
begin_cb (gpointer user_data)
{
  leave_more (user_data);
  return G_SOURCE_REMOVE;
}

void
jarida_reader_clean_async (JaridaReader        *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;
  Clean *clean;

  g_return_if_fail (JARIDA_IS_READER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_clean_async);
  clean = self->cleaning;
  if (clean != NULL)
    {
      g_ptr_array_add (clean->tasks, task);
      return;
    }
  self->cleaned_at = _jarida_reader_now (self);
  clean = self->cleaning = g_new0 (Clean, 1);
  clean->reader = g_object_ref (self);
  clean->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (clean->tasks, task);
  clean->ids = jarida_store_list_leaving (self->store, self->retention_days, self->cleaned_at);
  /* From the loop: nobody is answered inside the call. */
  g_idle_add (begin_cb, clean);
}

gboolean
jarida_reader_clean_finish (JaridaReader  *self,
                            GAsyncResult  *result,
                            guint         *out_n_left,
                            GError       **error)
{
  gssize n;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  n = g_task_propagate_int (G_TASK (result), error);
  if (out_n_left != NULL)
    *out_n_left = n > 0 ? (guint) n : 0;
  return n >= 0;
}

void
_jarida_reader_clean_sometimes (JaridaReader *self)
{
  const gint64 now = _jarida_reader_now (self);

  /* A clock that was set back must not keep it from ever being done. */
  if (jarida_reader_get_frozen (self) || g_cancellable_is_cancelled (self->closing)
      || (self->cleaned_at != 0 && now >= self->cleaned_at && now - self->cleaned_at < EVERY_SECONDS))
    return;
  jarida_reader_clean_async (self, NULL, NULL, NULL);
}

/* ---- What is told of it ---- */

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  gint64 numbers[3] = { 0 };
  guint n = 0, n_for_room = 0;

  if (!jarida_store_load_left_finish (JARIDA_STORE (object), result, &n, &n_for_room, &numbers[1], &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  numbers[0] = n;
  numbers[2] = n_for_room;
  g_task_return_pointer (task, g_memdup2 (numbers, sizeof numbers), g_free);
}

void
jarida_reader_load_cleaned_async (JaridaReader        *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (JARIDA_IS_READER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_load_cleaned_async);
  jarida_store_load_left_async (self->store, cancellable, loaded_cb, task);
}

gboolean
jarida_reader_load_cleaned_finish (JaridaReader  *self,
                                   GAsyncResult  *result,
                                   guint         *out_n,
                                   guint         *out_n_for_room,
                                   gint64        *out_when,
                                   GError       **error)
{
  g_autofree gint64 *numbers = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  numbers = g_task_propagate_pointer (G_TASK (result), error);
  if (numbers == NULL)
    return FALSE;
  *out_n = (guint) numbers[0];
  *out_when = numbers[1];
  *out_n_for_room = (guint) numbers[2];
  return TRUE;
}

/* ---- What takes the room ---- */

static void
room_measured_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  JaridaRoom *room = jarida_store_measure_room_finish (JARIDA_STORE (object), result, &error);

  if (room != NULL)
    g_task_return_pointer (task, room, (GDestroyNotify) jarida_room_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
jarida_reader_measure_room_async (JaridaReader        *self,
                                  JaridaRoomDetail     detail,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (JARIDA_IS_READER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_measure_room_async);
  jarida_store_measure_room_async (self->store, detail, cancellable, room_measured_cb, task);
}

JaridaRoom *
jarida_reader_measure_room_finish (JaridaReader  *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
