/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-address.h"
#include "jarida-arrival.h"
#include "jarida-body.h"
#include "jarida-hash.h"
#include "jarida-shelf-private.h"
#include "jarida-store.h"

/* Level 3 takes 20-30 µs an article and halves it; more costs five times that for a tenth. Of a short text the first level makes nearly
 * the same (53.0 % of 3 kB instead of 52.3) in three quarters of the time. */
#define COMPRESSION_LEVEL 3
#define COMPRESSION_LEVEL_SHORT 1
#define SHORT_BYTES 4096

void
jarida_arrival_clear (JaridaArrival *self)
{
  g_free (self->canonical);
  g_free (self->source);
  g_free (self->byline);
  g_free (self->excerpt);
}

/* The feed's own id, else the address, else title and date. When a site moves to https, ids that are addresses move with it
 * and mean the same. */
static gint64
get_guid_hash (const JaridaArrival *self)
{
  const JaridaArticle *article = self->article;
  g_autofree char *text = NULL;

  if (article->guid != NULL && article->guid[0] != '\0')
    {
      if (g_str_has_prefix (article->guid, "http://"))
        text = g_strconcat ("https://", article->guid + strlen ("http://"), NULL);
      return jarida_hash_string (text != NULL ? text : article->guid);
    }
  if (self->canonical != NULL)
    return jarida_hash_string (self->canonical);
  text = g_strdup_printf ("%s\n%" G_GINT64_FORMAT, article->title != NULL ? article->title : "", article->published);
  return jarida_hash_string (text);
}

/* Packs the body into @out and returns the fingerprint of all a reader could see. `updated` is not in it: publishers who only
 * touch the date have not changed anything. */
static gint64
pack (const JaridaArticle *article,
      GByteArray          *out)
{
  guint body_size;
  gint64 content_h;

  g_byte_array_set_size (out, 0);
  jarida_body_pack (article, out);
  body_size = out->len;
  jarida_body_pack_text (out, article->title);
  jarida_body_pack_text (out, article->excerpt);
  jarida_body_pack_text (out, article->address);
  jarida_body_pack_text (out, article->image);
  jarida_body_pack_text (out, article->language);
  jarida_body_pack_text (out, article->section);
  jarida_body_pack_text (out, article->city);
  /* Where there is none, the fingerprint is what it was before there could be one. */
  if (article->source_address != NULL)
    jarida_body_pack_text (out, article->source_address);
  content_h = jarida_hash_bytes (out->data, out->len);
  g_byte_array_set_size (out, body_size);
  return content_h;
}

/* Leaves the size to be looked at with ZSTD_isError(). */
static gsize
compress (ZSTD_CCtx        *compressor,
          const GByteArray *packed,
          GByteArray       *out)
{
  g_byte_array_set_size (out, ZSTD_compressBound (packed->len));
  return ZSTD_compressCCtx (compressor, out->data, out->len, packed->data, packed->len,
                            packed->len <= SHORT_BYTES ? COMPRESSION_LEVEL_SHORT : COMPRESSION_LEVEL);
}

void
jarida_store_pack_articles (GPtrArray *articles)
{
  ZSTD_CCtx *compressor = ZSTD_createCCtx ();
  g_autoptr(GByteArray) packed = g_byte_array_new ();
  g_autoptr(GByteArray) out = g_byte_array_new ();

  for (guint i = 0; i < articles->len; i++)
    {
      JaridaArticle *article = g_ptr_array_index (articles, i);
      gint64 content_h = pack (article, packed);
      gsize size = compress (compressor, packed, out);

      /* The writing thread tries again, and has somebody to tell. */
      if (ZSTD_isError (size))
        continue;
      article->packed_h = content_h;
      article->packed = g_bytes_new (out->data, size);
      /* Nobody reads the draft again, and hundreds of feeds may wait for the writing thread. */
      g_clear_pointer (&article->content, g_free);
    }
  ZSTD_freeCCtx (compressor);
}

gint64
jarida_arrival_fingerprint (JaridaShelf         *shelf,
                            const JaridaArticle *article)
{
  return pack (article, shelf->packed);
}

void
jarida_arrival_init (JaridaArrival       *self,
                     JaridaShelf         *shelf,
                     const JaridaArticle *article,
                     gint64               source_id,
                     guint                position,
                     gint64               now)
{
  memset (self, 0, sizeof *self);
  self->article = article;
  self->source_id = source_id;
  self->position = position;
  self->now = now;
  if (article->address != NULL)
    self->canonical = jarida_address_canonical (article->address);
  if (self->canonical != NULL)
    self->url_h = jarida_hash_string (self->canonical);
  if (article->source_address != NULL)
    self->source = jarida_address_canonical (article->source_address);
  if (self->source != NULL)
    self->source_h = jarida_hash_string (self->source);
  self->guid_h = get_guid_hash (self);
  self->content_h = article->packed != NULL ? article->packed_h : pack (article, shelf->packed);
}

static void
copy_head (const JaridaArticle *from,
           JaridaArticle       *to)
{
  to->title = g_strdup (from->title);
  to->section = g_strdup (from->section);
  to->city = g_strdup (from->city);
  to->excerpt = g_strdup (from->excerpt);
  to->address = g_strdup (from->address);
  to->source_address = g_strdup (from->source_address);
  to->language = g_strdup (from->language);
  to->image = g_strdup (from->image);
  to->published = from->published;
  to->updated = from->updated;
  to->day_only = from->day_only;
  to->direction = from->direction;
  to->partial = from->partial;
}

JaridaArticle *
jarida_arrival_whole (const JaridaArticle *article)
{
  g_autoptr(JaridaArticle) whole = jarida_article_new ();
  g_autofree guint8 *text = NULL;
  gsize size, text_size;
  gconstpointer data;

  if (article->packed == NULL)
    return jarida_article_ref ((JaridaArticle *) article);
  data = g_bytes_get_data (article->packed, &size);
  /* Our own work of a moment ago. */
  text_size = ZSTD_getFrameContentSize (data, size);
  text = g_malloc (text_size + 1);
  text_size = ZSTD_decompress (text, text_size, data, size);
  if (!ZSTD_isError (text_size))
    jarida_body_unpack (text, text_size, whole);
  copy_head (article, whole);
  return g_steal_pointer (&whole);
}

gboolean
jarida_arrival_save_body (const JaridaArrival  *self,
                          JaridaShelf          *shelf,
                          guint32               id,
                          GError              **error)
{
  GBytes *packed = self->article->packed;
  g_autoptr(JaridaStatement) statement = NULL;
  gsize size = 0;
  gconstpointer data = packed != NULL ? g_bytes_get_data (packed, &size) : NULL;

  if (data == NULL)
    {
      size = compress (shelf->compressor, shelf->packed, shelf->compressed);
      if (ZSTD_isError (size))
        {
          g_set_error (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_FAILED, "compressing: %s", ZSTD_getErrorName (size));
          return FALSE;
        }
      data = shelf->compressed->data;
    }
  if (!jarida_shelf_begin_bodies (shelf, error))
    return FALSE;
  statement = jarida_connection_prepare (shelf->bodies, "INSERT INTO body(id, dict, z) VALUES(?1,0,?2)"
                                         " ON CONFLICT(id) DO UPDATE SET dict=0, z=?2", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  jarida_statement_bind_blob (statement, 2, data, size);
  g_array_append_val (shelf->body_ids, id);
  return jarida_statement_run (statement, error);
}
