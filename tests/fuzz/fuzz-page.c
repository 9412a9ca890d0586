/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "jarida-page.h"

const FuzzSeed fuzz_seeds[] = {
  { "<!doctype html><html lang=fr><head><meta charset=utf-8><title>Le titre long | Le Journal</title><base href='/b/'>"
    "<meta property='og:title' content='Le titre &amp; long'><meta name=author content='A. B'>"
    "<meta property='article:published_time' content='2026-10-12T08:30:00+01:00'><meta property='og:image' content='i.jpg'>"
    "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":[\"NewsArticle\"],"
    "\"headline\":\"T\",\"author\":[{\"name\":\"N\"},\"M\"],\"datePublished\":\"2026-10-12\",\"image\":{\"url\":\"/x.jpg\"},"
    "\"articleBody\":\"a\\nb\"}]}</script></head><body><nav class=menu><ul><li><a href=/>Accueil</a></ul></nav>"
    "<div id=content class=post><h1>Le titre long</h1><p class=byline>Par A. B</p><time datetime='2026-10-12'>x</time>"
    "<p>Une phrase, assez longue, pour compter, avec des virgules, et un point.</p><p>Encore une phrase, pareille, qui "
    "compte, et qui dure, longtemps, plus de cent lettres, pour donner des points au texte.</p><div class=share><a "
    "href=x>Partager</a></div><table><tr><td>x</table></div><div class=sidebar><p>A lire aussi</p></div></body></html>" },
  { "<html dir=rtl><body><article><p>\xd8\xae\xd8\xa8\xd8\xb1 \xd8\xb9\xd8\xa7\xd8\xac\xd9\x84\xd8\x8c \xd9\x86\xd8\xb5 "
    "\xd8\xb7\xd9\x88\xd9\x8a\xd9\x84\xd8\x8c \xd9\x88\xd8\xa3\xd9\x83\xd8\xab\xd8\xb1.</p><div>\xd9\x86\xd8\xb5<br>x</div>"
    "<p itemprop=datePublished content=2026-10-12>y</p><span itemprop=author><b itemprop=name>z</b></span></article>" },
  { NULL },
};

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr(JaridaPage) page = jarida_page_read (bytes, "http://a.test/2026/10/12/b", NULL);
  const char *texts[] = { page->title, page->byline, page->site, page->language, page->excerpt, page->content, page->base };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_true (texts[i] == NULL || g_utf8_validate (texts[i], -1, NULL));
  g_assert_true (page->image == NULL || g_str_has_prefix (page->image, "http"));

  return 0;
}
