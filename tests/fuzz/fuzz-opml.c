/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "jarida-opml.h"

const FuzzSeed fuzz_seeds[] = {
  { "<?xml version=\"1.0\"?><opml version=\"2.0\"><head><title>Subs</title></head><body>"
    "<outline text=\"Presse\"><outline type=\"rss\" text=\"\xd8\xac &amp; B\" xmlUrl=\"http://a.test/feed\""
    " htmlUrl=\"http://a.test/\"/><outline title='C' XMLURL='http://c.test/rss'></outline></outline>"
    "<outline text=\"x\"/></body></opml>" },
  { "<opml><body><outline text=\"a\"><outline text=\"b\"><outline xmlUrl=\"u\" text=\"A & B\"" },
  { NULL },
};

static void
check_same (const JaridaOutline *a,
            const JaridaOutline *b)
{
  g_assert_cmpstr (a->feed_url, ==, b->feed_url);
  g_assert_cmpstr (a->site_url, ==, b->site_url);
  g_assert_cmpuint (a->children->len, ==, b->children->len);
  for (guint i = 0; i < a->children->len; i++)
    check_same (g_ptr_array_index (a->children, i), g_ptr_array_index (b->children, i));
}

/* What has been read, written and read again is the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaOutline) root = jarida_opml_parse (bytes, &error);
  g_autoptr(GBytes) written = NULL;
  g_autoptr(JaridaOutline) again = NULL;

  g_assert_true ((root == NULL) == (error != NULL));
  if (root == NULL)
    return 0;
  written = jarida_opml_write (root);
  again = jarida_opml_parse (written, &error);
  g_assert_no_error (error);
  check_same (root, again);

  return 0;
}
