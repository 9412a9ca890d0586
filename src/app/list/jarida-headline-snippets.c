/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-headline-snippets.h"

/* A person who scrolls through all that was found, a few times over. */
#define MOST_KEPT 4000

struct _JaridaHeadlineSnippets
{
  GObject             parent_instance;

  JaridaReader       *reader;     /* (owned) */
  JaridaSearchResult *found;      /* (owned) (nullable) */
  GHashTable         *pieces;     /* (owned) (element-type gint64 Piece) */
  GCancellable       *loading;    /* (owned) (nullable) */
  guint               turn;       /* goes up with each result */
};

typedef struct
{
  JaridaSnippet *snippet;         /* (owned) (nullable) an article without a text */
  guint          turn;            /* of the result that it was asked for */
} Piece;

static guint loaded_signal;

G_DEFINE_FINAL_TYPE (JaridaHeadlineSnippets, jarida_headline_snippets, G_TYPE_OBJECT)

static void
free_piece (gpointer data)
{
  Piece *piece = data;

  g_clear_pointer (&piece->snippet, jarida_snippet_free);
  g_free (piece);
}

static void
take_piece (JaridaHeadlineSnippets *self,
            gint64                  id,
            JaridaSnippet          *snippet)
{
  gint64 *key = g_new (gint64, 1);
  Piece *piece = g_new0 (Piece, 1);

  *key = id;
  piece->snippet = snippet;
  piece->turn = self->turn;
  g_hash_table_replace (self->pieces, key, piece);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(JaridaHeadlineSnippets) self = user_data;
  const gboolean mine = g_task_get_cancellable (G_TASK (result)) == self->loading;
  g_autoptr(GPtrArray) snippets = jarida_reader_load_snippets_finish (JARIDA_READER (source), result, NULL);

  if (!mine)
    return;
  g_clear_object (&self->loading);
  /* Without its piece a row is still a headline. */
  if (snippets == NULL)
    return;
  g_ptr_array_set_free_func (snippets, NULL);
  for (guint i = 0; i < snippets->len; i++)
    {
      JaridaSnippet *snippet = g_ptr_array_index (snippets, i);

      take_piece (self, snippet->id, snippet);
    }
  g_signal_emit (self, loaded_signal, 0);
}

static void
stop (JaridaHeadlineSnippets *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
jarida_headline_snippets_dispose (GObject *object)
{
  JaridaHeadlineSnippets *self = JARIDA_HEADLINE_SNIPPETS (object);

  stop (self);
  g_clear_pointer (&self->found, jarida_search_result_unref);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_headline_snippets_parent_class)->dispose (object);
}

static void
jarida_headline_snippets_finalize (GObject *object)
{
  g_hash_table_unref (JARIDA_HEADLINE_SNIPPETS (object)->pieces);
  G_OBJECT_CLASS (jarida_headline_snippets_parent_class)->finalize (object);
}

static void
jarida_headline_snippets_class_init (JaridaHeadlineSnippetsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = jarida_headline_snippets_dispose;
  object_class->finalize = jarida_headline_snippets_finalize;
  loaded_signal = g_signal_new ("loaded", JARIDA_TYPE_HEADLINE_SNIPPETS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
jarida_headline_snippets_init (JaridaHeadlineSnippets *self)
{
  self->pieces = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_piece);
}

JaridaHeadlineSnippets *
jarida_headline_snippets_new (JaridaReader *reader)
{
  JaridaHeadlineSnippets *self = g_object_new (JARIDA_TYPE_HEADLINE_SNIPPETS, NULL);

  self->reader = g_object_ref (reader);
  return self;
}

void
jarida_headline_snippets_set_found (JaridaHeadlineSnippets *self,
                                    JaridaSearchResult     *found)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_SNIPPETS (self));

  if (found == self->found)
    return;
  stop (self);
  if (found == NULL || g_hash_table_size (self->pieces) > MOST_KEPT)
    g_hash_table_remove_all (self->pieces);
  g_clear_pointer (&self->found, jarida_search_result_unref);
  self->found = found != NULL ? jarida_search_result_ref (found) : NULL;
  self->turn++;
  g_signal_emit (self, loaded_signal, 0);
}

JaridaSearchResult *
jarida_headline_snippets_get_found (JaridaHeadlineSnippets *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE_SNIPPETS (self), NULL);
  return self->found;
}

const JaridaSnippet *
jarida_headline_snippets_peek (JaridaHeadlineSnippets *self,
                               gint64                  id)
{
  const Piece *piece;

  g_return_val_if_fail (JARIDA_IS_HEADLINE_SNIPPETS (self), NULL);

  piece = g_hash_table_lookup (self->pieces, &id);
  return piece != NULL ? piece->snippet : NULL;
}

static gboolean
is_missing (JaridaHeadlineSnippets *self,
            gint64                  id)
{
  const Piece *piece = g_hash_table_lookup (self->pieces, &id);

  return piece == NULL || piece->turn != self->turn;
}

/* Asked for once, whatever comes: an article may have gone. What is shown of the result before stays. */
static void
note_asked (JaridaHeadlineSnippets *self,
            gint64                  id)
{
  Piece *piece = g_hash_table_lookup (self->pieces, &id);

  if (piece != NULL)
    piece->turn = self->turn;
  else
    take_piece (self, id, NULL);
}

void
jarida_headline_snippets_load (JaridaHeadlineSnippets *self,
                               const GArray           *ids)
{
  g_autofree gint64 *missing = NULL;
  gsize n = 0;

  g_return_if_fail (JARIDA_IS_HEADLINE_SNIPPETS (self));

  if (self->found == NULL || self->loading != NULL)
    return;
  missing = g_new (gint64, ids->len + 1);
  for (guint i = 0; i < ids->len; i++)
    if (is_missing (self, g_array_index (ids, gint64, i)))
      missing[n++] = g_array_index (ids, gint64, i);
  if (n == 0)
    return;
  for (gsize i = 0; i < n; i++)
    note_asked (self, missing[i]);
  self->loading = g_cancellable_new ();
  jarida_reader_load_snippets_async (self->reader, self->found, missing, n, self->loading, loaded_cb, g_object_ref (self));
}
