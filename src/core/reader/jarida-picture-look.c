/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-picture-look.h"

#include "jarida-pdq.h"
#include "jarida-reports-private.h"

/* Bytes to a picture that may be shown: digest, judged; decoded, hashed, judged again. What is learnt on the way stays with the
 * address, so that next time nothing is loaded. */

/* Looked at in the background when the first hidden look comes: what may be on screen. */
#define MAX_LOOKED_AGAIN 64
/* At the start: what the last session may have had no time for. */
#define MAX_LEARNT_AT_START 20
#define LEARN_WITHIN (2 * 86400)

typedef struct
{
  char              *address;      /* (owned) */
  GBytes            *bytes;        /* (owned) */
  int                max_width;
  int                max_height;
  JaridaDecodeFlags  flags;
  guint8             sha256[32];
} Look;

static void
free_look (gpointer data)
{
  Look *look = data;

  g_free (look->address);
  g_bytes_unref (look->bytes);
  g_free (look);
}

static void
signs_added_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(JaridaReader) reader = user_data;
  g_autoptr(GError) error = NULL;

  if (!jarida_store_add_hidden_finish (JARIDA_STORE (object), result, &error))
    _jarida_reader_fail (reader, error);
}

static gboolean
shows_the_same (const JaridaPictureFacts *facts,
                const JaridaHiddenRow    *row)
{
  JaridaPictureKey key;

  jarida_picture_key_content (facts->sha256, &key);
  if (row->kind == JARIDA_KEY_CONTENT && facts->has_sha256)
    return memcmp (row->key, key.bytes, sizeof row->key) == 0;
  return row->kind == JARIDA_HIDDEN_LOOK
         && jarida_pdq_find (facts->hashes[0], facts->n_hashes, row->key, JARIDA_PDQ_MATCH) >= 0;
}

/* A copy of what the person hid, met under another address: in the next session it is not loaded at all. */
static void
remember_copy (JaridaReader *reader,
               const char   *address)
{
  const JaridaPictureFacts *facts = jarida_fact_table_lookup (reader->reports->facts, address);
  GArray *hidden = reader->reports->hidden;
  JaridaPictureKey key;

  if (facts == NULL || !jarida_picture_key_url (address, &key))
    return;
  for (guint i = 0; i < hidden->len; i++)
    {
      JaridaHiddenRow row = g_array_index (hidden, JaridaHiddenRow, i);

      if (!shows_the_same (facts, &row))
        continue;
      row.kind = JARIDA_KEY_URL;
      memcpy (row.key, key.bytes, sizeof row.key);
      jarida_store_add_hidden_async (reader->store, &row, 1, NULL, signs_added_cb, g_object_ref (reader));
      return;
    }
}

static gboolean
refuse_if_hidden (JaridaReader *reader,
                  const char   *address,
                  GTask        *task)
{
  JaridaVerdict verdict;

  _jarida_reports_judge (reader->reports, address, &verdict);
  if (verdict.kind == JARIDA_VERDICT_SHOWN)
    return FALSE;
  if (verdict.kind == JARIDA_VERDICT_HIDDEN_BY_YOU)
    remember_copy (reader, address);
  g_task_return_new_error (task, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_HIDDEN, "%s: hidden", address);
  return TRUE;
}

static void
note_pixels (JaridaPictureFacts *facts,
             const Look         *look,
             const JaridaPixels *pixels)
{
  facts->width = pixels->full_width;
  facts->height = pixels->full_height;
  facts->generation = 0;
  if ((look->flags & JARIDA_DECODE_HASH) == 0)
    return;
  facts->looked = TRUE;
  facts->n_hashes = MIN (pixels->n_hashes, JARIDA_PDQ_MAX_CROPS);
  for (guint i = 0; i < facts->n_hashes; i++)
    memcpy (facts->hashes[i], pixels->hashes[i].bits, JARIDA_PDQ_BYTES);
  facts->quality = facts->n_hashes > 0 ? pixels->hashes[0].quality : 0;
}

static void
decoded_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JaridaReader *reader = g_task_get_source_object (task);
  const Look *look = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaPixels) pixels = jarida_image_decoder_decode_finish (JARIDA_IMAGE_DECODER (object), result, &error);

  if (pixels == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  note_pixels (jarida_fact_table_ensure (reader->reports->facts, look->address), look, pixels);
  if (!refuse_if_hidden (reader, look->address, task))
    g_task_return_pointer (task, g_steal_pointer (&pixels), (GDestroyNotify) jarida_pixels_unref);
}

static void
digested_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JaridaReader *reader = JARIDA_READER (object);
  Look *look = g_task_get_task_data (task);
  JaridaPictureFacts *facts;

  if (g_task_return_error_if_cancelled (task))
    return;
  facts = jarida_fact_table_ensure (reader->reports->facts, look->address);
  /* Other bytes than last time are another picture. */
  if (facts->has_sha256 && memcmp (facts->sha256, look->sha256, sizeof facts->sha256) != 0)
    {
      facts->looked = FALSE;
      facts->n_hashes = 0;
    }
  facts->has_sha256 = TRUE;
  memcpy (facts->sha256, look->sha256, sizeof facts->sha256);
  facts->bytes = (gint64) g_bytes_get_size (look->bytes);
  facts->generation = 0;
  if (!refuse_if_hidden (reader, look->address, task))
    jarida_image_decoder_decode_async (reader->decoder, look->bytes, look->max_width, look->max_height, look->flags,
                                       g_task_get_cancellable (task), decoded_cb, g_object_ref (task));
}

static void
digest_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Look *look = task_data;
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size;
  gconstpointer data = g_bytes_get_data (look->bytes, &size);
  gsize length = sizeof look->sha256;

  g_checksum_update (checksum, data, (gssize) size);
  g_checksum_get_digest (checksum, look->sha256, &length);
  g_task_return_boolean (task, TRUE);
}

void
_jarida_picture_look_async (JaridaReader        *reader,
                            const char          *address,
                            GBytes              *bytes,
                            int                  max_width,
                            int                  max_height,
                            JaridaDecodeFlags    flags,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (reader, cancellable, callback, user_data);
  g_autoptr(GTask) digest = NULL;
  Look *look = g_new0 (Look, 1);

  look->address = g_strdup (address);
  look->bytes = g_bytes_ref (bytes);
  look->max_width = max_width;
  look->max_height = max_height;
  look->flags = flags;
  g_task_set_source_tag (task, _jarida_picture_look_async);
  g_task_set_task_data (task, look, free_look);
  digest = g_task_new (reader, NULL, digested_cb, task);
  g_task_set_task_data (digest, look, NULL);
  g_task_run_in_thread (digest, digest_thread);
}

JaridaPixels *
_jarida_picture_look_finish (JaridaReader  *reader,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, reader), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* After a report: what copies of the picture look like. */

typedef struct
{
  JaridaReader       *reader;      /* (owned) */
  char               *address;     /* (owned) */
  gint64              number;      /* of the report; 0: only looked at */
  JaridaReportReason  reason;
  GQueue             *rest;        /* (owned) (nullable) addresses to look at afterwards */
} Learning;

static void look_at_next (Learning *learning);

static void
free_learning (Learning *learning)
{
  if (learning->rest != NULL)
    g_queue_free_full (learning->rest, g_free);
  g_free (learning->address);
  g_object_unref (learning->reader);
  g_free (learning);
}

static void
add_sign (GArray             *signs,
          const Learning     *learning,
          int                 kind,
          const guint8       *key)
{
  JaridaHiddenRow sign = { .family = learning->number, .kind = kind, .reason = learning->reason };

  memcpy (sign.key, key, sizeof sign.key);
  g_array_append_val (signs, sign);
}

static void
keep_signs (Learning *learning)
{
  const JaridaPictureFacts *facts = jarida_fact_table_lookup (learning->reader->reports->facts, learning->address);
  g_autoptr(GArray) signs = g_array_new (FALSE, FALSE, sizeof (JaridaHiddenRow));
  JaridaPictureKey key;

  if (facts == NULL || !facts->has_sha256)
    return;
  jarida_picture_key_content (facts->sha256, &key);
  add_sign (signs, learning, JARIDA_KEY_CONTENT, key.bytes);
  for (guint i = 0; i < facts->n_hashes; i++)
    add_sign (signs, learning, JARIDA_HIDDEN_LOOK, facts->hashes[i]);
  jarida_store_add_hidden_async (learning->reader->store, (const JaridaHiddenRow *) signs->data, signs->len, NULL,
                                 signs_added_cb, g_object_ref (learning->reader));
}

static void
end_learning (Learning *learning)
{
  if (learning->number != 0 && !g_cancellable_is_cancelled (learning->reader->closing))
    keep_signs (learning);
  if (learning->rest != NULL)
    look_at_next (learning);
  else
    free_learning (learning);
}

/* Whether it is shown does not matter: it was looked at. */
static void
learnt_pixels_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(JaridaPixels) pixels = jarida_image_decoder_decode_finish (JARIDA_IMAGE_DECODER (object), result, NULL);
  Learning *learning = user_data;
  const Look look = { .flags = JARIDA_DECODE_HASH };
  JaridaPictureFacts *facts = jarida_fact_table_lookup (learning->reader->reports->facts, learning->address);

  if (pixels != NULL && facts != NULL)
    note_pixels (facts, &look, pixels);
  end_learning (learning);
}

static void
learnt_digest_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Learning *learning = user_data;
  const Look *look = g_task_get_task_data (G_TASK (result));
  JaridaPictureFacts *facts = jarida_fact_table_ensure (learning->reader->reports->facts, learning->address);

  facts->has_sha256 = TRUE;
  memcpy (facts->sha256, look->sha256, sizeof facts->sha256);
  facts->bytes = (gint64) g_bytes_get_size (look->bytes);
  facts->generation = 0;
  jarida_image_decoder_decode_async (learning->reader->decoder, look->bytes, 64, 64, JARIDA_DECODE_HASH,
                                     learning->reader->closing, learnt_pixels_cb, learning);
}

static void
learnt_bytes_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Learning *learning = user_data;
  g_autoptr(GBytes) bytes = jarida_picture_cache_load_finish (JARIDA_PICTURE_CACHE (object), result, NULL);
  g_autoptr(GTask) digest = NULL;
  Look *look;

  /* It is not on the disk, so nobody has seen it: address and name must do. */
  if (bytes == NULL || g_cancellable_is_cancelled (learning->reader->closing))
    {
      learning->number = 0;
      end_learning (learning);
      return;
    }
  look = g_new0 (Look, 1);
  look->bytes = g_steal_pointer (&bytes);
  digest = g_task_new (learning->reader, NULL, learnt_digest_cb, learning);
  g_task_set_task_data (digest, look, free_look);
  g_task_run_in_thread (digest, digest_thread);
}

static void
start_learning (Learning *learning)
{
  jarida_picture_cache_load_async (learning->reader->pictures, learning->address, JARIDA_PICTURE_CACHED_ONLY,
                                   learning->reader->closing, learnt_bytes_cb, learning);
}

void
_jarida_reports_learn (JaridaReports      *self,
                       const char         *address,
                       gint64              number,
                       JaridaReportReason  reason)
{
  Learning *learning = g_new0 (Learning, 1);

  learning->reader = g_object_ref (self->reader);
  learning->address = g_strdup (address);
  learning->number = number;
  learning->reason = reason;
  start_learning (learning);
}

static gboolean
is_hidden_without_looks (JaridaReports *self,
                         gint64         number)
{
  gboolean hidden = FALSE;

  for (guint i = 0; i < self->hidden->len; i++)
    {
      const JaridaHiddenRow *row = &g_array_index (self->hidden, JaridaHiddenRow, i);

      if (row->family == number && row->kind == JARIDA_HIDDEN_LOOK)
        return FALSE;
      hidden |= row->family == number;
    }
  return hidden;
}

void
_jarida_reports_learn_rest (JaridaReports *self)
{
  GPtrArray *rows = jarida_store_get_reports (self->reader->store);
  const gint64 since = _jarida_reader_now (self->reader) - LEARN_WITHIN;
  guint n = 0;

  for (guint i = rows->len; i-- > 0 && n < MAX_LEARNT_AT_START;)
    {
      const JaridaReportRow *row = g_ptr_array_index (rows, i);

      if (row->created < since || row->address == NULL || !is_hidden_without_looks (self, row->number))
        continue;
      _jarida_reports_learn (self, row->address, row->number, (JaridaReportReason) row->reason);
      n++;
    }
}

static void
look_at_next (Learning *learning)
{
  JaridaReports *reports = learning->reader->reports;

  g_free (learning->address);
  learning->address = g_queue_pop_head (learning->rest);
  if (learning->address != NULL && !g_cancellable_is_cancelled (learning->reader->closing))
    {
      start_learning (learning);
      return;
    }
  reports->looking = FALSE;
  if (!g_cancellable_is_cancelled (learning->reader->closing))
    _jarida_reader_pictures_judged (learning->reader);
  free_learning (learning);
}

void
_jarida_reports_look_again (JaridaReports *self)
{
  Learning *learning;
  GQueue *rest;
  guint n = 0;

  if (self->looking)
    return;
  rest = g_queue_new ();
  for (const GList *link = jarida_fact_table_list (self->facts); link != NULL && n < MAX_LOOKED_AGAIN; link = link->next, n++)
    {
      const JaridaPictureFacts *facts = link->data;

      if (facts->has_sha256 && !facts->looked)
        g_queue_push_tail (rest, g_strdup (facts->address));
    }
  if (rest->length == 0)
    {
      g_queue_free (rest);
      return;
    }
  self->looking = TRUE;
  learning = g_new0 (Learning, 1);
  learning->reader = g_object_ref (self->reader);
  learning->rest = rest;
  look_at_next (learning);
}
