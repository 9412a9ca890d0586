/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-charset.h"
#include "jarida-feed-private.h"
#include "jarida-text.h"

G_DEFINE_QUARK (jarida-feed-error-quark, jarida_feed_error)
G_DEFINE_BOXED_TYPE (JaridaFeed, jarida_feed, jarida_feed_ref, jarida_feed_unref)

static void
clear_feed (gpointer data)
{
  JaridaFeed *self = data;

  g_free (self->version);
  g_free (self->encoding);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->link);
  g_free (self->self_link);
  g_free (self->language);
  g_free (self->icon);
  g_ptr_array_unref (self->items);
}

static void
free_item (gpointer data)
{
  JaridaFeedItem *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self->link);
  g_ptr_array_unref (self->authors);
  g_free (self->summary);
  g_free (self->content);
  g_free (self->base);
  g_free (self->language);
  g_ptr_array_unref (self->enclosures);
  g_ptr_array_unref (self->categories);
  g_free (self->image);
  g_free (self->comments);
  g_free (self);
}

JaridaFeed *
jarida_feed_new (JaridaFeedKind kind)
{
  JaridaFeed *self = g_atomic_rc_box_new0 (JaridaFeed);

  self->kind = kind;
  self->items = g_ptr_array_new_with_free_func (free_item);

  return self;
}

JaridaFeed *
jarida_feed_ref (JaridaFeed *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
jarida_feed_unref (JaridaFeed *self)
{
  g_atomic_rc_box_release_full (self, clear_feed);
}

/* An item with empty lists; to be added to the items of a feed. */
JaridaFeedItem *
jarida_feed_item_new (void)
{
  JaridaFeedItem *self = g_new0 (JaridaFeedItem, 1);

  self->authors = g_ptr_array_new ();
  self->enclosures = g_ptr_array_new ();
  self->categories = g_ptr_array_new ();

  return self;
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n\f")] == '\0';
}

/* A feed in UTF-8 with a few bytes that are not: an advertisement pasted in, a title cut in the middle of a letter. To
 * read all of it in another encoding would break every word for the sake of one. */
static gboolean
is_damaged_utf8 (const char *data,
                 gsize       size)
{
  const char *p = data;
  const char *end = data + size;
  gsize n_good = 0;
  gsize n_bad = 0;

  while (p < end)
    {
      const char *next = p;

      if (!((guchar) *p & 0x80))
        {
          p++;
          continue;
        }
      if (g_utf8_get_char_validated (p, end - p) < 0x110000)
        {
          n_good++;
          next = g_utf8_next_char (p);
        }
      else
        {
          n_bad++;
          next = p + 1;
        }
      p = next;
    }

  return n_bad > 0 && n_good > 8 * n_bad;
}

/* The encoding that the XML declaration names. */
static char *
dup_declared (const char *data,
              gsize       size)
{
  const char *end = data + MIN (size, 512);
  const char *p = g_strstr_len (data, end - data, "<?xml");
  const char *close = p != NULL ? memchr (p, '>', end - p) : NULL;

  p = close != NULL ? g_strstr_len (p, close - p, "encoding") : NULL;
  if (p == NULL)
    return NULL;
  p += strlen ("encoding");
  p += strspn (p, " \t\r\n=\"'");

  return g_ascii_strdown (p, strcspn (p, " \t\r\n\"'?>"));
}

static char *
decode (const char  *data,
        gsize        size,
        const char  *http_charset,
        gsize       *out_length,
        char       **out_encoding,
        gboolean    *out_damaged)
{
  g_autofree char *declared = dup_declared (data, size);
  const char *label = http_charset != NULL ? http_charset : declared;
  g_autofree char *text = jarida_charset_decode (data, size, http_charset, JARIDA_CHARSET_XML, out_length, out_encoding);

  /* What came out as it came in is whole. */
  *out_damaged = (label == NULL || g_ascii_strncasecmp (label, "utf", 3) == 0)
                 && (*out_length != size || memcmp (text, data, size) != 0) && is_damaged_utf8 (data, size);
  if (*out_damaged)
    {
      g_free (text);
      text = jarida_text_make_valid (data, size);
      *out_length = strlen (text);
      g_free (*out_encoding);
      *out_encoding = g_strdup ("utf-8");
    }

  return g_steal_pointer (&text);
}

/* The publisher's own word for the encoding, where the decoder has a wider one for the same: what is called
 * iso-8859-1 is read as windows-1252, as browsers do. */
static gboolean
is_name_for (const char *label,
             const char *encoding)
{
  static const struct { const char *label; const char *encoding; } names[] = {
    { "iso-8859-1", "windows-1252" }, { "us-ascii", "windows-1252" }, { "iso-8859-9", "windows-1254" },
    { "shift_jis", "cp932" }, { "big5", "big5-hkscs" }, { "tis-620", "cp874" }, { "euc-kr", "cp949" },
    { "iso-8859-11", "cp874" }, { "windows-874", "cp874" }, { "windows-31j", "cp932" },
  };

  for (gsize i = 0; label != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (label, names[i].label) == 0 && g_ascii_strcasecmp (encoding, names[i].encoding) == 0)
      return TRUE;

  return FALSE;
}

/* Says how the text was encoded. XML without a word about it is UTF-8: what had to be guessed is malformed. */
static void
note_encoding (JaridaFeed *feed,
               const char *data,
               gsize       size,
               const char *http_charset,
               const char *encoding)
{
  g_autofree char *declared = dup_declared (data, size);
  const char *label = http_charset != NULL ? http_charset : declared;

  if (is_name_for (label, encoding))
    feed->encoding = g_ascii_strdown (label, -1);
  else
    feed->encoding = g_strdup (encoding);
  if (g_ascii_strncasecmp (encoding, "utf", 3) != 0 && (label == NULL || g_ascii_strncasecmp (label, "utf", 3) == 0))
    feed->malformed = TRUE;
}

JaridaFeed *
jarida_feed_parse (GBytes      *bytes,
                   const char  *address,
                   const char  *content_type,
                   GError     **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *http_charset = jarida_charset_from_content_type (content_type);
  g_autofree char *encoding = NULL;
  g_autofree char *text = NULL;
  g_autoptr(JaridaFeed) feed = NULL;
  gboolean damaged = FALSE;
  gsize length;
  const char *start;

  if (size > JARIDA_FEED_MAX_SIZE)
    {
      g_set_error (error, JARIDA_FEED_ERROR, JARIDA_FEED_ERROR_MALFORMED,
                   "The feed is %" G_GSIZE_FORMAT " bytes long, more than any feed should be", size);
      return NULL;
    }

  if (size > 0)
    text = decode (data, size, http_charset, &length, &encoding, &damaged);
  if (size == 0 || (is_blank (text) && length == strlen (text)))
    {
      g_set_error_literal (error, JARIDA_FEED_ERROR, JARIDA_FEED_ERROR_EMPTY, "The feed is empty");
      return NULL;
    }

  start = text + strspn (text, " \t\r\n\f");
  if (*start == '{' || *start == '[' || (content_type != NULL && strstr (content_type, "json") != NULL && *start != '<'))
    feed = jarida_feed_parse_json (start, length - (start - text), error);
  else
    feed = jarida_feed_parse_xml (text, length, address, error);
  if (feed == NULL)
    return NULL;

  note_encoding (feed, data, size, http_charset, encoding);
  feed->malformed |= damaged;
  jarida_feed_finish (feed, address);

  return g_steal_pointer (&feed);
}
