/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "jarida-document.h"

const FuzzSeed fuzz_seeds[] = {
  { "<html lang=fr dir=ltr><body><h2 id=a>Titre</h2><p>Un <b>mot <i>et</i></b> : « deux » ? <a href='#a'>x</a>"
    "<br><br>y<sup><a href=#fn1>1</a></sup></p><blockquote><p>z</blockquote><hr><pre>a\n  b</pre>" },
  { "<ul><li>a<ol start=3 type=i reversed><li value=9>b</ol><li>c</ul><dl><dt>d<dd>e</dl>"
    "<div class=footnotes><ol><li id=fn1>f <a href=#a>\xe2\x86\xa9</a></ol></div>" },
  { "<table><caption>c</caption><thead><tr><th colspan=2>a<tbody><tr><td rowspan=2 align=right>1<td>2<tr><td>3</table>"
    "<table><tr><td><table><tr><td>x</table></table>" },
  { "<figure><picture><source srcset='a.webp 1x, b.webp 2x'><img data-src=c.jpg width=10 height=20 alt=d></picture>"
    "<figcaption>e</figcaption></figure><iframe src='//www.youtube.com/embed/x'></iframe><video poster=p><source src=v></video>"
    "<noscript><img src=n.jpg></noscript>" },
  { "<p dir=rtl lang=ar>\xd8\xae\xd8\xa8\xd8\xb1 \xd8\xb9\xd8\xa7\xd8\xac\xd9\x84</p><svg><a xlink:href='javascript:x'>y</a></svg>"
    "<script>var a='<p>';</script><style>p{}</style><!-- c --!><textarea><b></textarea><math><mi>x</mi></math>&#11111111111;&shy;" },
  { NULL },
};

/* What a document promises whoever draws it. */
static void
check_run (const JaridaDocument *document,
           const JaridaRun      *run)
{
  guint at = 0;

  g_assert_cmpuint (run->length, ==, strlen (run->text));
  g_assert_true (g_utf8_validate (run->text, -1, NULL));
  g_assert_true (run->direction != JARIDA_DIRECTION_AUTO);
  for (guint i = 0; run->spans != NULL && i < run->spans->len; i++)
    {
      const JaridaSpan *span = &g_array_index (run->spans, JaridaSpan, i);

      g_assert_true (span->start >= at && span->start < span->end && span->end <= run->length);
      g_assert_true ((run->text[span->start] & 0xc0) != 0x80 && (run->text[span->end] & 0xc0) != 0x80);
      g_assert_true (span->link >= -1 && span->link < (int) document->links->len);
      at = span->end;
    }
}

static void
check_block (const JaridaDocument *document,
             const JaridaBlock    *block)
{
  g_assert_true (block->direction != JARIDA_DIRECTION_AUTO);
  g_assert_true ((block->figure != NULL) == (block->kind == JARIDA_BLOCK_FIGURE || block->kind == JARIDA_BLOCK_EMBED));
  g_assert_true ((block->table != NULL) == (block->kind == JARIDA_BLOCK_TABLE));
  if (block->figure != NULL)
    {
      g_assert_true (block->figure->address == NULL || g_str_has_prefix (block->figure->address, "http"));
      g_assert_true (block->kind == JARIDA_BLOCK_EMBED ? block->figure->link != NULL : block->figure->address != NULL);
    }
  if (block->table != NULL)
    g_assert_cmpuint (block->runs->len, ==, block->table->n_rows * block->table->n_columns);
  if (block->kind == JARIDA_BLOCK_HEADING)
    g_assert_true (block->level >= 1 && block->level <= 4);
  for (guint i = 0; i < block->runs->len; i++)
    check_run (document, block->runs->pdata[i]);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const JaridaDocumentHead head = { .title = "Titre", .image = "c.jpg", .source_address = "http://a.test/" };
  g_autoptr(JaridaDocument) document = jarida_document_new ((const char *) data, size, "http://a.test/b", NULL,
                                                            JARIDA_DIRECTION_AUTO, size % 2 ? &head : NULL);
  JaridaPosition from = { size % 7, 0, size % 5 }, to = { size % 11, size % 3, size % 13 };
  g_autofree char *html = jarida_document_to_html (document, NULL, NULL);
  g_autofree char *part = jarida_document_to_text (document, &from, &to);
  g_autofree char *part_html = jarida_document_to_html (document, &from, &to);
  g_autofree char *lines = jarida_document_to_lines (document);

  for (guint i = 0; i < document->blocks->len; i++)
    check_block (document, document->blocks->pdata[i]);
  for (guint i = 0; i < document->links->len; i++)
    {
      const char *link = document->links->pdata[i];

      g_assert_true (*link == '#' || g_str_has_prefix (link, "http") || g_str_has_prefix (link, "mailto:"));
    }
  g_assert_true (g_utf8_validate (html, -1, NULL) && g_utf8_validate (part, -1, NULL));
  g_assert_true (g_utf8_validate (part_html, -1, NULL) && g_utf8_validate (lines, -1, NULL));
  g_assert_null (strstr (html, "<script"));

  return 0;
}
