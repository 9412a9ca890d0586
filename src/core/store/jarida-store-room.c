/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-room.h"

#include <stdlib.h>

#include "jarida-store-private.h"

/* Whatever the limit: what is of these days stays. */
#define DAYS_THAT_STAY 3
#define DAY (24 * 60 * 60)

typedef struct
{
  char     *folder;       /* (owned) */
  gboolean  frozen;
  JaridaRoomDetail detail;
} Measure;

/* Of one article. */
typedef struct
{
  guint32 id;
  guint16 source;
} Owner;

static void
free_measure (gpointer data)
{
  g_free (((Measure *) data)->folder);
  g_free (data);
}

void
jarida_room_free (JaridaRoom *self)
{
  g_clear_pointer (&self->sources, g_array_unref);
  g_free (self);
}

/* NULL with no error: there is no such file, as of an index that was never made. */
static JaridaConnection *
open_file (const Measure  *measure,
           const char     *name,
           GError        **error)
{
  g_autofree char *path = g_build_filename (measure->folder, name, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  return jarida_connection_open (path, measure->frozen ? JARIDA_CONNECTION_FROZEN : JARIDA_CONNECTION_READ, 0, error);
}

static gboolean
add_used (JaridaConnection  *file,
          guint64           *bytes,
          GError           **error)
{
  gint64 pages, unused, size;

  if (file == NULL)
    return TRUE;
  if (!jarida_connection_query_int (file, "PRAGMA page_count", 0, &pages, error)
      || !jarida_connection_query_int (file, "PRAGMA freelist_count", 0, &unused, error)
      || !jarida_connection_query_int (file, "PRAGMA page_size", 0, &size, error))
    return FALSE;
  *bytes += (guint64) MAX (0, pages - unused) * (guint64) MAX (0, size);
  return TRUE;
}

static int
compare_owners (const void *a,
                const void *b)
{
  const guint32 first = ((const Owner *) a)->id, second = ((const Owner *) b)->id;

  return (first > second) - (first < second);
}

static int
compare_rooms (gconstpointer a,
               gconstpointer b)
{
  const JaridaSourceRoom *first = a, *second = b;
  const guint64 one = first->texts + first->pictures, other = second->texts + second->pictures;

  return (one < other) - (one > other);
}

/* Whose each article is, by its id; adds up their pictures on the way. */
static GArray *
read_owners (JaridaConnection  *library,
             JaridaSourceRoom  *rooms,
             GError           **error)
{
  g_autoptr(GArray) owners = g_array_new (FALSE, FALSE, sizeof (Owner));
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (library, "SELECT id, source_id, kept_bytes FROM state ORDER BY id", error);
  if (statement == NULL)
    return NULL;
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      const Owner owner = { .id = (guint32) jarida_statement_get_int (statement, 0),
                            .source = (guint16) jarida_statement_get_int (statement, 1) };

      rooms[owner.source].pictures += (guint64) MAX (0, jarida_statement_get_int (statement, 2));
      g_array_append_val (owners, owner);
    }
  return step == JARIDA_STEP_ERROR ? NULL : g_steal_pointer (&owners);
}

static gboolean
add_texts (JaridaConnection  *bodies,
           const GArray      *owners,
           JaridaSourceRoom  *rooms,
           GError           **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (bodies, "SELECT id, length(z) FROM body", error);
  JaridaStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      const Owner wanted = { .id = (guint32) jarida_statement_get_int (statement, 0) };
      const Owner *owner = owners->len > 0 ? bsearch (&wanted, owners->data, owners->len, sizeof wanted, compare_owners) : NULL;

      if (owner == NULL)
        continue;
      rooms[owner->source].n++;
      rooms[owner->source].texts += (guint64) jarida_statement_get_int (statement, 1);
    }
  return step != JARIDA_STEP_ERROR;
}

static GArray *
measure_sources (JaridaConnection  *library,
                 JaridaConnection  *bodies,
                 GError           **error)
{
  g_autofree JaridaSourceRoom *rooms = g_new0 (JaridaSourceRoom, G_MAXUINT16 + 1);
  g_autoptr(GArray) owners = read_owners (library, rooms, error);
  GArray *sources;

  if (owners == NULL || !add_texts (bodies, owners, rooms, error))
    return NULL;
  sources = g_array_new (FALSE, FALSE, sizeof (JaridaSourceRoom));
  for (guint i = 1; i <= G_MAXUINT16; i++)
    if (rooms[i].texts + rooms[i].pictures > 0)
      {
        rooms[i].source_id = i;
        g_array_append_val (sources, rooms[i]);
      }
  g_array_sort (sources, compare_rooms);
  return sources;
}

/* Texts of which the index has not heard yet that they are gone, in `library`. */
static gboolean
take_off_queue (JaridaConnection  *library,
                guint64           *bytes,
                GError           **error)
{
  gint64 queued;

  if (!jarida_connection_query_int (library, "SELECT ifnull(sum(length(old)), 0) FROM index_queue", 0, &queued, error))
    return FALSE;
  *bytes -= MIN (*bytes, (guint64) MAX (0, queued));
  return TRUE;
}

static gboolean
measure_all (const Measure     *measure,
             JaridaConnection  *bodies,
             JaridaRoom        *room,
             GError           **error)
{
  g_autoptr(JaridaConnection) library = open_file (measure, "library.db", error);
  g_autoptr(JaridaConnection) search = NULL;

  if (library == NULL)
    return *error == NULL;
  /* One that was never made takes no room. */
  search = open_file (measure, "search.db", error);
  if (*error != NULL)
    return FALSE;
  if (!add_used (library, &room->texts, error) || !take_off_queue (library, &room->texts, error)
      || !add_used (search, &room->index, error))
    return FALSE;
  if (measure->detail == JARIDA_ROOM_SOURCES && bodies != NULL)
    room->sources = measure_sources (library, bodies, error);
  return measure->detail != JARIDA_ROOM_SOURCES || bodies == NULL || room->sources != NULL;
}

/* On connections of its own: who opens an article does not wait for it. */
static void
measure_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Measure *measure = task_data;
  GError *error = NULL;
  g_autoptr(JaridaRoom) room = g_new0 (JaridaRoom, 1);
  g_autoptr(JaridaConnection) bodies = open_file (measure, "bodies.db", &error);

  if (error == NULL && add_used (bodies, &room->texts, &error))
    measure_all (measure, bodies, room, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&room), (GDestroyNotify) jarida_room_free);
}

void
jarida_store_measure_room_async (JaridaStore         *self,
                                 JaridaRoomDetail     detail,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Measure *measure;

  g_return_if_fail (JARIDA_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_measure_room_async);
  measure = g_new0 (Measure, 1);
  measure->folder = g_strdup (self->folder);
  measure->frozen = jarida_store_get_frozen (self);
  measure->detail = detail;
  g_task_set_task_data (task, measure, free_measure);
  g_task_run_in_thread (task, measure_thread);
}

JaridaRoom *
jarida_store_measure_room_finish (JaridaStore   *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GArray *
jarida_store_list_for_room (JaridaStore *self,
                            gint64       now)
{
  const JaridaColumns *columns;
  const gint64 newest = now - DAYS_THAT_STAY * DAY - JARIDA_SHELF_EPOCH;
  GArray *ids;

  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  /* Of what is not read yet nothing is known. */
  if (!self->complete)
    return ids;
  columns = self->columns;
  for (guint unread = 0; unread < 2; unread++)
    for (gsize i = 0; i < columns->n && columns->ids[i] < newest; i++)
      if (!(columns->flags[i] & (JARIDA_COLUMN_SAVED | JARIDA_COLUMN_WANTED))
          && ((columns->flags[i] & JARIDA_COLUMN_UNREAD) != 0) == (unread != 0))
        {
          const gint64 id = columns->ids[i];

          g_array_append_val (ids, id);
        }
  return ids;
}
